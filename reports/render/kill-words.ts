import { countOutcomes, type KillCell, type KillFault, type KillMatrix } from '../model/kill-matrix.ts';
import { countStates, type FaultRow, faultRows, type FaultState, killSources } from '../model/kill-rows.ts';
import { plural } from '../model/count.ts';
import { verdictWords } from './words.ts';

/** Words that the page and the terminal share about a kill matrix. */

export const killStateWords: Readonly<Record<FaultState, string>> = {
  'blamed-wrongly': 'blamed wrongly',
  survived: 'survived',
  'other-reason': 'other reason',
  unexpected: 'unexpected',
  'not-played': 'not played',
  killed: 'killed',
};

export const killStateMeanings: Readonly<Record<FaultState, string>> = {
  'blamed-wrongly': 'a server was accused that does not have the fault',
  survived: 'the scenario that must see it did not',
  'other-reason': 'the scenario failed, but not for the reason that the fault gives',
  unexpected: 'a scenario broke that the fault does not explain',
  'not-played': 'it was not tried everywhere it should be, so it shows nothing',
  killed: 'the scenario failed, for the reason that the fault gives, and the server that has it was blamed',
};

export const sourceWords: Readonly<Record<KillFault['source'], string>> = {
  wire: 'On the wire',
  prosody: 'Built into Prosody',
  ejabberd: 'Built into ejabberd',
  pair: 'Two at once, one on each side',
};

/** The same where there is little room. */
export const shortSourceWords: Readonly<Record<KillFault['source'], string>> = {
  wire: 'on the wire',
  prosody: 'in Prosody',
  ejabberd: 'in ejabberd',
  pair: 'two at once',
};

const plantedWords: Readonly<Record<KillFault['source'], (count: number) => string>> = {
  wire: (count) => `${count} on the wire`,
  prosody: (count) => `${count} in Prosody`,
  ejabberd: (count) => `${count} in ejabberd`,
  pair: (count) => `${plural(count, 'pair')} with one on each side at once`,
};

/** "as A", "on both sides", "on the wire" */
export const placeWords = ({ on }: Pick<KillCell, 'on'>): string =>
  on === null ? 'on the wire' : on === 'both' ? 'on both sides' : `as ${on}`;

/** "A → B"; empty where neither direction showed it. */
export const directionWords = ({ direction }: Pick<KillCell, 'direction'>): string =>
  direction === null ? '' : direction.replace('->', '\u00A0→\u00A0');

/** What a cell had to show. */
export function wantedWords({ wanted, outcome }: KillCell): string {
  if (wanted === null)
    return outcome === 'blamed-wrongly' ? 'no accusation of that server' : 'no failing verdict from this scenario';
  const blame = wanted.atFault === null ? '' : `, at fault: ${wanted.atFault}`;
  return `${verdictWords[wanted.verdict]}${wanted.reason === '' ? '' : `, ${wanted.reason}`}${blame}`;
}

/** What it showed. */
export const seenWords = ({ seen: { verdict, reason, atFault } }: KillCell): string =>
  `${verdictWords[verdict]}${reason === '' ? '' : `, ${reason}`}${atFault === null ? '' : `, at fault: ${atFault}`}`;

/** The one sentence for who reads nothing else. */
export function killHeadline(matrix: KillMatrix, rows: readonly FaultRow[] = faultRows(matrix)): string {
  const bad = rows.length - countStates(rows).killed;
  if (rows.length === 0) return 'No fault was planted';
  if (bad === 0 && matrix.ok)
    return `All ${plural(rows.length, 'planted fault')} were killed`.replace(/^All 1 (.+) were/, 'The one $1 was');
  if (bad === 0) return 'The self-test is not complete';
  return `${bad} of ${plural(rows.length, 'planted fault')} ${bad === 1 ? 'was' : 'were'} not killed`;
}

/** What was planted, and what came of the stories, in numbers. */
export function killLead(matrix: KillMatrix, rows: readonly FaultRow[] = faultRows(matrix)): string {
  const planted = killSources.flatMap((source) => {
    const count = rows.filter(({ fault }) => fault.source === source).length;
    return count === 0 ? [] : [plantedWords[source](count)];
  });
  if (planted.length === 0) return 'There is nothing to show that fedcheck can see a fault.';
  const counts = countOutcomes(matrix.cells);
  const told = missedOutcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${counts[outcome]} ${killStateWords[outcome]}`);
  const rest = matrix.cells.length - counts.killed;
  const not = rest === 0 ? '' : ` and ${rest} did not: ${told.join(', ')}`;
  return `Each fault breaks one rule, as a faulty server might: ${planted.join(', ')}. Of ${plural(matrix.cells.length, 'story', 'stories')} that met one, ${counts.killed} killed it for the right reason${not}.`;
}

const missedOutcomes = ['blamed-wrongly', 'survived', 'other-reason', 'unexpected'] as const;

/** Why nothing may be concluded yet; empty for a complete matrix. */
export function killNotice({ ok, partial }: KillMatrix, rows: readonly FaultRow[]): string {
  if (partial) return 'The self-test ended early: what was not played shows nothing.';
  return !ok && rows.every(({ state }) => state === 'killed') ? 'The self-test says that something is missing.' : '';
}
