import { plural } from './count.ts';
import { type Result, type RunRecord, type Side, type Target } from './record.ts';
import { reasonOf } from './verdict.ts';

/** What a result says of a claim that one of the two services made. */

/**
 * `held`: the service did its part. `broken`, `refused`, `not offered`: it is shown to be the one that did not.
 * `open`: nobody is, or the other service is. `not run`: nothing was seen.
 */
export type Bearing = 'held' | 'broken' | 'refused' | 'not offered' | 'open' | 'not run';

export const targetOf = ({ targets }: RunRecord, side: Side): Target => (side === 'A' ? targets.a : targets.b);

/** Results on these entries in which the service had a part to do, or is at fault. */
export function resultsOn(run: RunRecord, side: Side, entries: readonly string[]): readonly Result[] {
  const wanted = new Set(entries);
  const { domain } = targetOf(run, side);
  return run.results.filter(
    ({ covers, accountable, atFault }) =>
      covers.some((id) => wanted.has(id)) &&
      (accountable.party === 'both' || accountable.domain === domain || atFault === side || atFault === 'both'),
  );
}

/** What the result says of the service. A claim is never called broken where the fault is the other's, or undetermined. */
export function bearingOf(run: RunRecord, side: Side, result: Result): Bearing {
  switch (result.verdict) {
    case 'pass':
      return 'held';
    case 'warn':
      if (result.impact === null || result.impact === 'none') return 'held';
      return isAtFault(side, result) ? 'broken' : 'open';
    case 'fail':
      return isAtFault(side, result) ? 'broken' : 'open';
    case 'refused':
      return isRefusedBy(run, side, result) ? 'refused' : 'open';
    case 'not-applicable':
      return isItsOwn(run, side, result) ? 'not offered' : 'open';
    case 'not-run':
      return 'not run';
    case 'inconclusive':
    case 'error':
      return 'open';
  }
}

const isAtFault = (side: Side, { atFault }: Result): boolean => atFault === side || atFault === 'both';

/** Only where the requirement binds this service alone, and its reason does not name the other one. */
function isItsOwn(run: RunRecord, side: Side, { accountable, actual }: Result): boolean {
  const own = targetOf(run, side).domain;
  const other = targetOf(run, side === 'A' ? 'B' : 'A').domain;
  return accountable.domain === own && (!actual.includes(other) || actual.includes(own));
}

/** What a server says that did not reach the other one. */
const notReached = /<remote-server-(?:not-found|timeout)\b/;

/**
 * The error names who declined, by `by` or by its sender (RFC 6120, section 8.3.1). An error in the name of the other
 * service accuses nobody: a server may answer for one that it did not reach.
 */
function isRefusedBy(run: RunRecord, side: Side, { accountable, actual }: Result): boolean {
  const { domain, mucService } = targetOf(run, side);
  if (accountable.domain !== domain || notReached.test(actual)) return false;
  const [, by] = /<error[^>]* by=["']([^"']*)["']/.exec(actual) ?? [];
  const [, from] = /^[^<]*<\w+[^>]* from=["']([^"']*)["']/.exec(actual) ?? [];
  const host = hostOf(by ?? from ?? '');
  return host === domain || host === mucService || host.endsWith(`.${domain}`);
}

const hostOf = (jid: string): string => (jid.split('/')[0] ?? '').replace(/^.*@/, '');

/** "title, A->B: reason; …" of at most three results, and how many more there are. */
export function told(results: readonly Result[]): string {
  const sentences = results.slice(0, 3).map((result) => `${result.title}, ${result.direction}: ${reasonOf(result)}`);
  const more = results.length - sentences.length;
  return [...sentences, ...(more > 0 ? [`and ${plural(more, 'more result')}`] : [])].join('; ');
}
