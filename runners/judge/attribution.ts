import type { Control, Result, Side } from '../../reports/model/record.ts';

/** What the same story did as a control: inside one server, or between it and the reference. */
export type ControlOutcome = 'holds' | 'breaks' | 'undecided' | { readonly notRun: string };

type Outcomes = Readonly<Record<Side, ControlOutcome>>;

export interface Observation {
  /** The side whose client got what must not come at all; absent for any other breach. */
  readonly letThrough?: Side | undefined;
  /** The server that the requirement binds; undefined where it binds both of the path. */
  readonly accountable: Side | undefined;
  /** True when every actor and room of the story is on the accountable server, so that nobody else took part. */
  readonly alone: boolean;
  readonly inside: Outcomes;
  /** What the story did between each server and a third one; absent where it was not played so. */
  readonly reference?: { readonly domain: string; readonly between: Outcomes };
}

export interface Attribution {
  readonly atFault: Result['atFault'];
  readonly argument: string;
  /** True when a named party is shown to have broken its requirement. */
  readonly convicts: boolean;
  readonly controls: Control[];
}

type Finding = Pick<Attribution, 'atFault' | 'argument'>;
type Reference = NonNullable<Observation['reference']>;

const sides = ['A', 'B'] as const;
const otherThan = (side: Side): Side => (side === 'A' ? 'B' : 'A');

/** Decides who is at fault for an observed breach. Without an argument nobody is: the verdict is then inconclusive. */
export function attribute(observation: Observation): Attribution {
  const { reference } = observation;
  const controls = controlsOf(observation);
  const found = byItself(observation) ?? (reference && byReference(observation, reference));
  if (found) return { ...found, convicts: true, controls };
  return {
    atFault: 'undetermined',
    argument: `nobody is accused: ${insides(observation)}; ${openQuestion(observation)}`,
    convicts: false,
    controls,
  };
}

/** What the story and its controls inside each server show. */
function byItself(observation: Observation): Finding | undefined {
  const { accountable, alone, inside, letThrough } = observation;
  if (accountable === undefined) {
    const [broken, ...more] = sides.filter((side) => inside[side] === 'breaks');
    if (more.length > 0) return { atFault: 'both', argument: 'the same story breaks inside A and inside B' };
    return (
      broken && { atFault: broken, argument: `only one server is shown to break the story: ${insides(observation)}` }
    );
  }
  if (alone) return { atFault: accountable, argument: 'no other server took part' };
  if (inside[accountable] === 'breaks')
    return { atFault: accountable, argument: `the same story breaks inside ${accountable} alone` };
  // What is altered may have been altered by the other server, and what came to the other's client been written by it;
  // what must not come to its own client at all was let through by this one.
  if (letThrough !== accountable || typeof inside[accountable] !== 'object') return undefined;
  return {
    atFault: accountable,
    argument: `the requirement binds ${accountable} and the breach was seen; ${insides(observation)}`,
  };
}

/** The one that breaks the story with the reference as well, where the reference and the other one show that it can hold. */
function byReference({ accountable }: Observation, reference: Reference): Finding | undefined {
  const broken = onlyBreaker(reference);
  if (broken === undefined || (accountable !== undefined && accountable !== broken)) return undefined;
  const other = otherThan(broken);
  const argument = `the same story breaks between ${broken} and the reference ${reference.domain} as well, and holds between ${other} and the reference`;
  return { atFault: broken, argument };
}

/** The only side that breaks the story with the reference; undefined unless it holds with the other side. */
const onlyBreaker = ({ between }: Reference): Side | undefined =>
  sides.find((side) => between[side] === 'breaks' && between[otherThan(side)] === 'holds');

/** Further accounts make the local controls possible; where they ran and did not decide, only a third server can. */
function openQuestion({ accountable, inside, reference }: Observation): string {
  if (!reference) {
    const notTried = sides.some((side) => typeof inside[side] === 'object');
    return `${notTried ? 'further accounts' : 'a reference server'} would decide`;
  }
  const { between, domain } = reference;
  const seen = sides
    .map((side) => `between ${side} and the reference${side === 'A' ? ` ${domain}` : ''} ${noteOf(between[side])}`)
    .join(', ');
  return `${seen}; ${conclusionFrom(reference, accountable)}`;
}

function conclusionFrom(reference: Reference, accountable: Side | undefined): string {
  const { between } = reference;
  if (sides.every((side) => between[side] === 'breaks')) return 'the reference may be at fault itself';
  if (sides.every((side) => between[side] === 'holds')) return 'only these two together break it';
  const broken = onlyBreaker(reference);
  return broken === undefined || accountable === undefined
    ? 'the reference did not decide'
    : `it is ${broken} that breaks it with the reference, but the requirement binds ${accountable}`;
}

const words = { holds: 'it holds', breaks: 'it breaks', undecided: 'it could not be judged' } as const;

const insides = ({ inside }: Observation): string =>
  sides.map((side) => `inside ${side} ${noteOf(inside[side])}`).join(', ');

const noteOf = (outcome: ControlOutcome): string =>
  typeof outcome === 'object' ? `it was not tried (${outcome.notRun})` : words[outcome];

function controlsOf({ alone, inside, reference }: Observation): Control[] {
  if (alone) return [];
  const local = sides.map((side) => controlOf(`the same story inside ${side}`, inside[side]));
  if (!reference) return local;
  const { between, domain } = reference;
  const third = sides.map((side) =>
    controlOf(`the same story between ${side} and the reference ${domain}`, between[side]),
  );
  return [...local, ...third];
}

const controlOf = (name: string, outcome: ControlOutcome): Control => ({
  name,
  outcome: typeof outcome === 'object' ? 'not-run' : outcome,
  note: noteOf(outcome),
});
