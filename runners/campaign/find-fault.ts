import type { Exchange, Side } from '../../reports/model/record.ts';
import { attribute, type Attribution, type ControlOutcome, type Observation } from '../judge/attribution.ts';
import type { Breach, BreachKind } from '../judge/breach.ts';
import { endsWords, errorSeen, errorWords, saidToReturn, type Spectator } from '../judge/vantage.ts';
import { type ControlPlay, otherSide } from './grounds.ts';
import type { Domains } from './judge.ts';
import type { Performance } from './perform.ts';
import { sideOfRole } from './seats.ts';
import type { Planned } from './types.ts';

/** Plays the story as a control; a sentence when that is impossible. */
export type PlayControl = (control: ControlPlay) => Promise<Performance | string>;

/**
 * Who is at fault for a breach: by controls inside each server and, where these leave it open and the plan names one, by a
 * third server in the place of each. What an error says of its origin decides no more than which of those comes first.
 */
export async function findFault(
  { scenario, direction }: Planned,
  breach: Breach,
  performance: Performance,
  domains: Domains,
  play: PlayControl,
): Promise<Attribution> {
  const { kind } = breach;
  const accountable = scenario.accountable === 'both' ? undefined : sideOfRole(scenario.accountable, direction);
  const seated = new Set(Object.values(scenario.given).map(({ role }) => sideOfRole(role, direction)));
  const alone = accountable !== undefined && seated.size === 1;
  if (alone) return attribute({ accountable, alone, inside: { A: notNeeded, B: notNeeded } });

  const likely = accountable ?? (direction === 'A->B' ? 'A' : 'B');
  const inside = { A: notNeeded, B: notNeeded };
  for (const at of [likely, otherSide(likely)]) {
    if (accountable !== undefined && inside[accountable] === 'breaks') break;
    inside[at] = outcomeOf(await play({ at, with: 'itself' }), kind);
  }
  const local: Observation = { letThrough: breach.letThrough, accountable, alone, inside };
  const exchange = whileItPlayed(performance);
  const error = errorSeen(breach, exchange);
  const withWitness = (found: Attribution): Attribution => ({
    ...found,
    argument: [
      found.argument,
      ...(kind === 'missing-stanza' ? [endsWords(spectatorsOf({ scenario, direction }), exchange)] : []),
      ...(error ? [errorWords(error)] : []),
    ].join('; '),
  });
  const found = attribute(local);
  // Where nobody sits on one side, putting another server there changes nothing.
  if (found.convicts || domains.reference === undefined || seated.size < 2) return withWitness(found);
  const first = (error && saidToReturn(error, domains)) ?? likely;
  const between = await playWithReference(first, kind, play);
  return withWitness(attribute({ ...local, reference: { domain: domains.reference, between } }));
}

/** Times in an exchange are rounded to a tenth of a millisecond; what came later, cleaning up, is no part of the story. */
const whileItPlayed = ({ exchange, durationMs }: Performance): readonly Exchange[] =>
  exchange.filter(({ at }) => at <= durationMs + 0.05);

const notNeeded: ControlOutcome = { notRun: 'not needed' };

/** Both plays are needed to accuse anybody: when the first comes to nothing, the second is not tried. */
async function playWithReference(
  first: Side,
  kind: BreachKind,
  play: PlayControl,
): Promise<Readonly<Record<Side, ControlOutcome>>> {
  const between = { A: notNeeded, B: notNeeded };
  for (const at of [first, otherSide(first)]) {
    const outcome = outcomeOf(await play({ at, with: 'reference' }), kind);
    between[at] = outcome;
    if (outcome !== 'holds' && outcome !== 'breaks') break;
  }
  return between;
}

/** A control that breaks in another way explains nothing of what was observed. */
function outcomeOf(performance: Performance | string, observed: BreachKind): ControlOutcome {
  if (typeof performance === 'string') return { notRun: performance };
  const { ending } = performance;
  if (ending.kind === 'held') return 'holds';
  return ending.kind === 'broken' && ending.breach.kind === observed ? 'breaks' : 'undecided';
}

const spectatorsOf = ({ scenario, direction }: Planned): readonly Spectator[] =>
  Object.entries(scenario.given).flatMap(([name, { kind, role }]) =>
    kind === 'room' ? [] : [{ name, side: sideOfRole(role, direction) }],
  );
