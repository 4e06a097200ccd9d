/** RFC 6120, section 4.9.3. */
export const conditions = [
  'bad-format',
  'bad-namespace-prefix',
  'conflict',
  'connection-timeout',
  'host-gone',
  'host-unknown',
  'improper-addressing',
  'internal-server-error',
  'invalid-from',
  'invalid-namespace',
  'invalid-xml',
  'not-authorized',
  'not-well-formed',
  'policy-violation',
  'remote-connection-failed',
  'reset',
  'resource-constraint',
  'restricted-xml',
  'see-other-host',
  'system-shutdown',
  'undefined-condition',
  'unsupported-encoding',
  'unsupported-feature',
  'unsupported-stanza-type',
  'unsupported-version',
] as const;

export const streamError = (condition: string, content = ''): string =>
  `<stream:error><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-streams'>${content}</${condition}></stream:error></stream:stream>`;

export const millionAttributes = Array.from({ length: 1_000_000 }, (_, index) => `a${index}=''`).join(' ');

const lols = Array.from({ length: 9 }, (_, index) => `<!ENTITY lol${index + 1} '${`&lol${index};`.repeat(10)}'>`);

/** A thousand million of them, for who expands it. */
export const entityBomb = `<!DOCTYPE lolz [<!ENTITY lol0 'lol'>${lols.join('')}]><message><body>&lol9;</body></message>`;
