import type { Control, Result, Side } from '../../reports/model/record.ts';
import type { BreachKind } from './breach.ts';

/** What the same story did inside one server: a control. */
export type LocalOutcome = 'holds' | 'breaks' | 'undecided' | { readonly notRun: string };

export interface Observation {
  readonly kind: BreachKind;
  /** The server that the requirement binds; undefined where it binds both of the path. */
  readonly accountable: Side | undefined;
  /** True when every actor and room of the story is on the accountable server, so that nobody else took part. */
  readonly alone: boolean;
  readonly inside: Readonly<Record<Side, LocalOutcome>>;
}

export interface Attribution {
  readonly atFault: Result['atFault'];
  readonly argument: string;
  /** True when a named party is shown to have broken its requirement. */
  readonly convicts: boolean;
  readonly controls: Control[];
}

/** Decides who is at fault for an observed breach. Without an argument nobody is: the verdict is then inconclusive. */
export function attribute(observation: Observation): Attribution {
  const { accountable, alone, inside } = observation;
  const controls = alone ? [] : (['A', 'B'] as const).map((side) => controlOf(side, inside[side]));
  const decided = (atFault: 'A' | 'B' | 'both', argument: string): Attribution => ({
    atFault,
    argument,
    convicts: true,
    controls,
  });
  const open = (argument: string): Attribution => ({ atFault: 'undetermined', argument, convicts: false, controls });

  if (accountable === undefined) {
    const broken = (['A', 'B'] as const).filter((side) => inside[side] === 'breaks');
    if (broken.length === 2) return decided('both', 'the same story breaks inside A and inside B');
    if (broken[0]) return decided(broken[0], `only one server is shown to break the story: ${insides(inside)}`);
    return open(`nobody is accused: ${insides(inside)}; ${decider(inside)} would decide`);
  }
  if (alone) return decided(accountable, 'no other server took part');
  if (inside[accountable] === 'breaks')
    return decided(accountable, `the same story breaks inside ${accountable} alone`);
  // What is altered may have been altered by the other server; what must not come at all was let through by this one.
  if (observation.kind === 'forbidden-stanza' && typeof inside[accountable] === 'object') {
    return decided(accountable, `the requirement binds ${accountable} and the breach was seen; ${insides(inside)}`);
  }
  return open(`nobody is accused: ${insides(inside)}; ${decider(inside)} would decide`);
}

/** Further accounts make the controls possible; where they ran and did not decide, only a third server can. */
const decider = (inside: Observation['inside']): string =>
  Object.values(inside).some((outcome) => typeof outcome === 'object') ? 'further accounts' : 'a reference server';

const words = { holds: 'it holds', breaks: 'it breaks', undecided: 'it could not be judged' } as const;

const insides = (inside: Observation['inside']): string =>
  (['A', 'B'] as const).map((side) => `inside ${side} ${noteOf(inside[side])}`).join(', ');

const noteOf = (outcome: LocalOutcome): string =>
  typeof outcome === 'object' ? `it was not tried (${outcome.notRun})` : words[outcome];

const controlOf = (side: Side, outcome: LocalOutcome): Control => ({
  name: `the same story inside ${side}`,
  outcome: typeof outcome === 'object' ? 'not-run' : outcome,
  note: noteOf(outcome),
});
