import type { Account } from '../config/plan.ts';
import { childElements, type Element, localName, namespaceOf } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { createMechanism, mechanismNames } from '../transport/sasl.ts';
import { NotObserved } from './errors.ts';

/** How an authentication went, without anything that must stay secret. */
export interface Attempt {
  readonly mechanism: string;
  readonly succeeded: boolean;
  /** Condition of the failure (RFC 6120, section 6.5), empty after a success. */
  readonly condition: string;
  readonly text: string;
  /** How many elements the server sent, the last one included. */
  readonly replies: number;
}

/** Sends an element and resolves with the server's answer. */
export type Ask = (text: string) => Promise<Element>;

/** No mechanism that we have takes so many. */
const mostChallenges = 5;

/** Tries to authenticate by the best mechanism that is offered and that we have; undefined when there is none. */
export async function authenticate(
  offered: readonly string[],
  account: Account,
  ask: Ask,
): Promise<Attempt | undefined> {
  const name = mechanismNames.find((one) => offered.includes(one));
  if (name === undefined) return undefined;
  const mechanism = createMechanism(name, account);
  let answer = await ask(`<auth xmlns='${ns.sasl}' mechanism='${name}'>${encode(mechanism.response())}</auth>`);
  let replies = 1;
  while (answer.is('challenge', ns.sasl)) {
    if (replies > mostChallenges) throw new NotObserved('the server went on asking, and let nobody in or out');
    const challenge = Buffer.from(answer.getText(), 'base64').toString('latin1');
    await mechanism.challenge(challenge);
    answer = await ask(`<response xmlns='${ns.sasl}'>${encode(mechanism.response())}</response>`);
    replies += 1;
  }
  const succeeded = answer.is('success', ns.sasl);
  if (succeeded) {
    const final = answer.getText().trim().replace(/^=$/, '');
    mechanism.verify(Buffer.from(final, 'base64').toString('utf8'));
  }
  return { mechanism: name, succeeded, replies, ...reasonIn(answer) };
}

const encode = (bytewise: string): string => Buffer.from(bytewise, 'latin1').toString('base64') || '=';

function reasonIn(failure: Element): Pick<Attempt, 'condition' | 'text'> {
  if (!failure.is('failure', ns.sasl)) return { condition: '', text: '' };
  const parts = childElements(failure).filter((child) => namespaceOf(child) === ns.sasl);
  return {
    condition: parts.map(localName).find((name) => name !== 'text') ?? '',
    text: parts.find((part) => localName(part) === 'text')?.getText() ?? '',
  };
}

/** True for what carries the server's part of a proof, which is nobody's business (RFC 6120, section 6.4). */
export const isSecretive = (element: Element): boolean =>
  namespaceOf(element) === ns.sasl && ['challenge', 'success'].includes(localName(element));
