import { describe, expect, online, rfc, scenario } from '../../runners/index.ts';
import { expectClosed, fenceAgain, forwarded, goesOn, violate } from './violation.ts';

const rfc6120 = rfc(6120);

const inBody = (attributes: string, bytes: readonly number[]): Uint8Array =>
  Buffer.concat([
    Buffer.from(`<message ${attributes}><body>Soft!`),
    Uint8Array.from(bytes),
    Buffer.from('</body></message>'),
  ]);

const inAttribute = (attributes: string, bytes: readonly number[]): Uint8Array =>
  Buffer.concat([
    Buffer.from(`<message ${attributes}><body>Soft!</body><scene xmlns='urn:fedcheck:test' act='`),
    Uint8Array.from(bytes),
    Buffer.from(`'/></message>`),
  ]);

/** Byte sequences that are no UTF-8; some decoders read markup into them. */
const sequences: Readonly<Record<string, { what: string; bytes: readonly number[]; write?: typeof inBody }>> = {
  'overlong-two': { what: 'an overlong form of <', bytes: [0xc0, 0xbc] },
  'overlong-three': { what: 'a longer overlong form of <', bytes: [0xe0, 0x80, 0xbc] },
  surrogate: { what: 'a lone surrogate', bytes: [0xed, 0xa0, 0x80] },
  'beyond-unicode': { what: 'a code point beyond U+10FFFF', bytes: [0xf4, 0x90, 0x80, 0x80] },
  truncated: { what: 'a character that ends too early', bytes: [0xeb] },
  'overlong-in-attribute': { what: 'an overlong form of < in an attribute', bytes: [0xc0, 0xbc], write: inAttribute },
  'truncated-in-attribute': { what: 'a character that ends with its attribute', bytes: [0xeb], write: inAttribute },
  'never-used': { what: 'a byte that UTF-8 never uses', bytes: [0xfe] },
};

describe('Protection from harmful messages', '7(3)', () => {
  for (const [slug, { what, bytes, write = inBody }] of Object.entries(sequences)) {
    scenario(
      `closes the stream on ${what} and forwards nothing`,
      {
        id: `rfc6120.11.6.${slug}`,
        requirement: rfc6120.must(
          '11.6',
          'Data in an encoding other than UTF-8 MUST close the stream, as data that is not well-formed MUST (11.3)',
        ),
        covers: 'RFC6120-11.6-2',
        given: { romeo: online('senderServer'), juliet: online('recipientServer') },
        accountable: 'senderServer',
        fault: [goesOn, forwarded],
      },
      async ({ romeo, juliet }) => {
        const violation = await violate(romeo, juliet, (attributes) => write(attributes, bytes));

        expectClosed(violation);
        await fenceAgain(romeo, juliet);
        expect(juliet).not.to.have.received(violation.sent);
      },
    );
  }
});
