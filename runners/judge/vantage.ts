import type { Exchange, Side } from '../../reports/model/record.ts';
import { plumbingPrefix } from '../session/plumbing.ts';
import { childElements, type Element, localName, namespaceOf, parseElement } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import type { Breach } from './breach.ts';

/** What each end of the path saw of a story that broke. It supports an argument, and convicts nobody by itself. */

/** An error that came while the story played, by its own words: any server on its way could have written them. */
export interface ErrorSeen {
  /** Who received it. */
  readonly actor: string;
  readonly condition: string;
  readonly from: string;
  /** Who says to have returned it (RFC 6120, section 8.3.1, rule 5); empty where nobody does. */
  readonly by: string;
}

export interface Spectator {
  readonly name: string;
  readonly side: Side;
}

const longestWord = 200;

/** The error by which the story broke: the offending stanza, or the first error to come where something else is missing. */
export function errorSeen({ kind, offending }: Breach, exchange: readonly Exchange[]): ErrorSeen | undefined {
  for (const entry of received(exchange)) {
    const stanza = stanzaOf(entry);
    if (stanza?.attrs.type !== 'error' || String(stanza.attrs.id).startsWith(plumbingPrefix)) continue;
    if (kind !== 'missing-stanza' && offending?.toString() !== entry.xml) continue;
    const error = stanza.getChild('error');
    const condition = error && childElements(error).find((one) => namespaceOf(one) === ns.stanzas);
    return {
      actor: entry.actor,
      condition: condition ? word(localName(condition)) : '',
      from: word(stanza.attrs.from),
      by: word(error?.attrs.by),
    };
  }
  return undefined;
}

/** The side that returned the error, by its own words: `by` where it has one, else `from`. */
export function saidToReturn({ by, from }: ErrorSeen, domains: Readonly<Record<Side, string>>): Side | undefined {
  const [bare = ''] = (by === '' ? from : by).split('/');
  const domain = bare.slice(bare.indexOf('@') + 1);
  const isWithin = (side: Side): boolean => domain === domains[side] || domain.endsWith(`.${domains[side]}`);
  return (['A', 'B'] as const).find(isWithin);
}

/** The error in words, as part of an argument. */
export function errorWords({ actor, condition, from, by }: ErrorSeen): string {
  const what = `the error ${condition === '' ? 'without a defined condition' : condition} that ${actor} received`;
  const said =
    by === ''
      ? `comes${from === '' ? '' : ` from ${from}`} and does not say who returned it`
      : `says that ${by} returned it`;
  return `${what} ${said}, which anybody on the way could have written`;
}

/** What the streams at both ends received after the story began, fences apart. */
export const endsWords = (spectators: readonly Spectator[], exchange: readonly Exchange[]): string =>
  (['A', 'B'] as const)
    .flatMap((side) => {
      const seen = spectators.filter((one) => one.side === side).map(({ name }) => countWords(name, exchange));
      return seen.length === 0 ? [] : [`at ${side} ${seen.join(', ')}`];
    })
    .join('; ');

function countWords(name: string, exchange: readonly Exchange[]): string {
  const count = received(exchange).filter(({ actor }) => actor === name).length;
  return `${name} received ${count === 0 ? 'nothing' : count === 1 ? '1 stanza' : `${String(count)} stanzas`}`;
}

const received = (exchange: readonly Exchange[]): readonly Exchange[] =>
  exchange.filter(({ flow, mark }) => flow === 'received' && mark !== 'fence');

/** Undefined for a stanza that was too long to be kept whole. */
function stanzaOf({ xml }: Exchange): Element | undefined {
  try {
    return parseElement(xml);
  } catch {
    return undefined;
  }
}

/** An attribute or name that a server chose, cut to a length that fits a sentence. */
const word = (text: unknown): string => (typeof text === 'string' ? text.slice(0, longestWord) : '');
