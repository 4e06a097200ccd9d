import { UsageError } from './usage-error.ts';

/** A bare JID taken apart, in lower case, as servers compare and send it (RFC 7622, sections 3.2 and 3.3). */
export interface BareJid {
  readonly jid: string;
  readonly localpart: string;
  readonly domain: string;
}

// RFC 7622, section 3.3.1: characters that a localpart must not hold, beyond those that PRECIS excludes.
const forbidden = /["&'/:<>@\s\p{Cc}]/u;
const label = /^[\p{L}\p{N}]([\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?$/u;
const longestPart = 1023; // octets, RFC 7622, sections 3.2 and 3.3

/** What is wrong with the text as a bare JID with a localpart, as the end of a sentence; nothing when it is one. */
export function bareJidProblem(text: string): string | undefined {
  const slash = text.indexOf('/');
  if (slash >= 0) return `has a resource ('${text.slice(slash)}'); leave it out`;
  const at = text.indexOf('@');
  if (at < 0) return "has no '@'; write localpart@domain, such as alice@alpha.example";
  const localpart = text.slice(0, at);
  if (localpart === '') return "has nothing before the '@'; write localpart@domain, such as alice@alpha.example";
  if (Buffer.byteLength(localpart) > longestPart) return `has a localpart of more than ${longestPart} bytes (RFC 7622)`;
  const offending = forbidden.exec(localpart);
  if (offending) return `has ${JSON.stringify(offending[0])} in its localpart, which RFC 7622 forbids`;
  return domainProblem(text.slice(at + 1));
}

/** What is wrong with the text as a domainpart, as the end of a sentence; nothing when it is one. */
export function domainProblem(text: string): string | undefined {
  if (text === '') return 'has no domain; write it in full, such as alpha.example';
  if (Buffer.byteLength(text) > longestPart) return `has a domain of more than ${longestPart} bytes (RFC 7622)`;
  if (/^\[[0-9a-f:.]+\]$/i.test(text)) return undefined;
  const wrong = text
    .replace(/\.$/, '')
    .split('.')
    .find((part) => part.length > 63 || !label.test(part));
  return wrong === undefined ? undefined : `has a domain that is not a host name: ${JSON.stringify(text)}`;
}

/** Takes a bare JID apart. Throws a UsageError that says where it was written (`where`) and what is wrong with it. */
export function parseBareJid(text: string, where: string): BareJid {
  const problem = bareJidProblem(text);
  if (problem !== undefined) throw new UsageError(`${where} is ${JSON.stringify(text)}, which ${problem}.`);
  const at = text.indexOf('@');
  const localpart = text.slice(0, at).toLowerCase();
  const domain = domainOf(text.slice(at + 1));
  return { jid: `${localpart}@${domain}`, localpart, domain };
}

/** A domainpart as servers compare and send it (RFC 7622, section 3.2). */
export const domainOf = (text: string): string => text.replace(/\.$/, '').toLowerCase();
