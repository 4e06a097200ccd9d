import { childElements, type Element } from '../../runners/index.ts';

const bare = (jid: string): string => jid.split('/', 1)[0] ?? jid;

/** Whether a stanza tells an address, bare or full, in any attribute or text of it. */
export function mentions(stanza: Element, bareJid: string): boolean {
  const words = [...Object.values(stanza.attrs).map(String), ...stanza.getText().split(/[\s<>"'(),;]+/)];
  return (
    words.some((word) => bare(word).toLowerCase() === bareJid.toLowerCase()) ||
    childElements(stanza).some((child) => mentions(child, bareJid))
  );
}
