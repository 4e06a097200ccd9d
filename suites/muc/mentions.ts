import { childElements, type Element } from '../../runners/index.ts';

const bare = (jid: string): string => jid.split('/', 1)[0] ?? jid;

/** What stands around an address in text or in a URI (xmpp:juliet@capulet.example). */
const apart = /[\s<>"'(),;:]+/;

/** Whether a stanza tells an address, bare or full, in any attribute or text of it. */
export function mentions(stanza: Element, bareJid: string): boolean {
  const words = [...Object.values(stanza.attrs).map(String), stanza.getText()].flatMap((text) => text.split(apart));
  return (
    words.some((word) => bare(word).toLowerCase() === bareJid.toLowerCase()) ||
    childElements(stanza).some((child) => mentions(child, bareJid))
  );
}
