import type { Account } from '../config/plan.ts';
import { childElements, type Element, localName, namespaceOf } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';

/** A server does not make accounts as it was asked to. The message says what it answered, and what to do about it. */
export class AccountRefused extends Error {
  override name = 'AccountRefused';
  /** The sentence without the remedy. */
  readonly finding: string;
  readonly remedy: string;

  constructor(finding: string, remedy: string) {
    super(`${finding} ${remedy}`);
    this.finding = finding;
    this.remedy = remedy;
  }
}

const longestText = 200;

/** Text of a server, in quotes and cut short; a password in it, which an echo may hold, is made unreadable. */
export function quoted(text: string, { password }: Pick<Account, 'password'>): string {
  const secret = password.reveal();
  const said = secret === '' ? text : text.replaceAll(secret, '***');
  return JSON.stringify(said.length > longestText ? `${said.slice(0, longestText)}…` : said);
}

/** What an IQ of type error says: 'not-allowed ("Registration is closed")'. */
export function answerOf(reply: Element, account: Pick<Account, 'password'>): string {
  const text = reply.getChild('error')?.getChild('text', ns.stanzas)?.getText().trim() ?? '';
  return text === '' ? conditionOf(reply) : `${conditionOf(reply)} (${quoted(text, account)})`;
}

/** The defined condition of a stanza error (RFC 6120, section 8.3.3). */
export function conditionOf(reply: Element): string {
  const error = reply.getChild('error');
  const names = (error ? childElements(error) : []).filter((child) => namespaceOf(child) === ns.stanzas).map(localName);
  return names.find((name) => name !== 'text' && /^[a-z-]{1,40}$/.test(name)) ?? 'undefined-condition';
}

export const localpartOf = ({ jid }: Account): string => jid.slice(0, jid.lastIndexOf('@'));
