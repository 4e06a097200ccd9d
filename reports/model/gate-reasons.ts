import type { Entry } from './catalogue.ts';
import { bearingOf } from './claims-evidence.ts';
import { groupBy } from './count.ts';
import { claimsOf } from './designation.ts';
import type { Gate } from './gating.ts';
import type { Profile } from './profile.ts';
import type { LevelReason, ReasonKind } from './profile-rows.ts';
import { type Direction, type Result, type RunRecord, type Side, sides } from './record.ts';
import { reasonOf } from './verdict.ts';

/** What the results in one direction say of an entry that a level or a view takes in. */
export interface Gated {
  readonly gate: Gate;
  readonly reasons: readonly LevelReason[];
  /** Something of it that decides was seen to hold. */
  readonly held: boolean;
}

export interface Judging {
  readonly run: RunRecord;
  readonly profile: Profile;
  /** Services whose faults count. */
  readonly judged: readonly Side[];
}

/** Judges entries in one direction, by the rules that `effectOf` states. */
export function judgeGates(gates: readonly Gate[], direction: Direction, judging: Judging): readonly Gated[] {
  const { run } = judging;
  const entries = new Map(run.catalogue.entries.map((entry) => [entry.id, entry] as const));
  const covering = new Map<string, Result[]>();
  for (const result of run.results) {
    if (result.direction !== direction) continue;
    for (const id of result.covers) covering.set(id, [...(covering.get(id) ?? []), result]);
  }
  return gates.map((gate) => judgeGate(gate, entries.get(gate.id), covering.get(gate.id) ?? [], judging));
}

function judgeGate(gate: Gate, entry: Entry | undefined, results: readonly Result[], judging: Judging): Gated {
  // One of several scenarios may need more than the others: what one of them shows to be there is not missing.
  const isThere = results.some(holds);
  const effects = results
    .filter(({ verdict }) => verdict !== 'not-applicable' || !isThere)
    .map((result) => ({ result, ...effectOf(gate, result, judging) }));
  const groups = groupBy(
    effects.filter(({ kind }) => kind !== undefined),
    ({ kind, why, result }) => JSON.stringify([kind, why, result.atFault]),
  );
  const reasons = [...groups.values()].flatMap((group): readonly LevelReason[] => {
    const [first] = group;
    if (first?.kind === undefined) return [];
    const seen = [...new Set(group.map(({ result }) => reasonOf(result)))].join('; ');
    const notes = [first.why, gate.reading].filter((text) => text !== '').map((text) => ` (${text})`);
    const { kind, result } = first;
    const sentence = `${entry?.sentence ?? gate.id}: ${seen}${notes.join('')}`;
    return [{ kind, entry: gate.id, results: group.map((one) => one.result), atFault: result.atFault, sentence }];
  });
  if (gate.weight === 'advisory') return { gate, reasons, held: false };
  if (results.some((result) => decides(gate, result)))
    return { gate, reasons, held: results.some((result) => decides(gate, result) && holds(result)) };
  const sentence = `${entry?.sentence ?? gate.id}: not tested, ${whyUntested(entry, results)}`;
  return {
    gate,
    held: false,
    reasons: [{ kind: 'open', entry: gate.id, results: [], atFault: null, sentence }, ...reasons],
  };
}

function whyUntested(entry: Entry | undefined, results: readonly Result[]): string {
  if (entry === undefined) return 'the catalogue of this run does not have it';
  if (results.length > 0) return 'only parts of it that do not decide have scenarios';
  return entry.notTested ?? (entry.scenarios.length === 0 ? 'it has no scenario' : 'not in this run');
}

const holds = ({ verdict }: Result): boolean => verdict === 'pass' || verdict === 'warn';

/** Which parts of an entry decide, by its weight: see `Weight`. */
function decides({ weight, scenarios }: Gate, { requirement: { level }, scenario }: Result): boolean {
  if (weight === 'advisory' || scenarios?.includes(scenario) === false) return false;
  if (level === 'MUST' || level === 'MUST NOT') return true;
  if (level === 'MAY') return false;
  return weight === 'promoted' || (weight === 'policy' && level === 'policy');
}

interface Effect {
  /** Undefined where the result has nothing to say against the level. */
  readonly kind: ReasonKind | undefined;
  readonly why: string;
}

const silent: Effect = { kind: undefined, why: '' };

/**
 * What one result does to the state of a level.
 * - A part that does not decide is observed where it fails or warns, and is silent otherwise.
 * - pass: silent. warn: observed; of a promoted entry it hinders like a fail, and so it does where policy decides, of
 *   which a breach is never more than a warning.
 * - fail: hinders, unless only the peer is at fault. The peer's breach of what the peer is accountable for is worth
 *   noting; where it kept the judged service from being seen, the entry is open until a run with another peer. Open too
 *   where nobody is shown to be at fault.
 * - refused: hinders where the service that is shown to have refused declares the function for its own users; does not
 *   where it declares functions and not this one, and then asks for the justification of Article 7(9); else open.
 * - not-applicable: hinders where a service declares a function that it is shown not to offer.
 * - inconclusive, error, not-run: open, for which side is to blame is not known.
 * - What hinders is observed only where the provider at fault declares an extension for the function (Article 7(6)).
 */
function effectOf(gate: Gate, result: Result, judging: Judging): Effect {
  const { verdict, atFault } = result;
  const isPeers = (atFault === 'A' || atFault === 'B') && !judging.judged.includes(atFault);
  if (!decides(gate, result)) {
    return isPeers || (verdict !== 'fail' && verdict !== 'warn') ? silent : { kind: 'observed', why: 'not decisive' };
  }
  switch (verdict) {
    case 'pass':
      return silent;
    case 'warn':
      if (!countsAsBreach(gate, result)) return isPeers ? silent : { kind: 'observed', why: 'warning' };
      return broken(gate, result, judging, isPeers);
    case 'fail':
      return broken(gate, result, judging, isPeers);
    case 'refused':
      return refused(gate, result, judging);
    case 'not-applicable':
      return missing(gate, result, judging);
    case 'inconclusive':
    case 'error':
    case 'not-run':
      return { kind: 'open', why: '' };
  }
}

/** A breach of policy is a warning, as no norm is broken; an advice beside it decides nothing. */
const countsAsBreach = ({ weight }: Gate, { requirement, reasonCode }: Result): boolean =>
  weight === 'promoted' ||
  (weight === 'policy' && requirement.level === 'policy' && reasonCode !== 'advice-not-followed');

function broken(gate: Gate, result: Result, judging: Judging, isPeers: boolean): Effect {
  const { atFault } = result;
  if (atFault !== 'A' && atFault !== 'B' && atFault !== 'both')
    return { kind: 'open', why: 'nobody is shown to be at fault' };
  if (!isPeers) return unlessExtended(gate, blamed(result, judging), judging, '');
  const accountable = sidesOf(result, judging);
  const isPeersTask = accountable.every((side) => !judging.judged.includes(side));
  return isPeersTask
    ? { kind: 'noted', why: "the peer's fault, which does not count" }
    : { kind: 'open', why: "the peer's fault; a run with another peer can show more" };
}

function refused(gate: Gate, result: Result, judging: Judging): Effect {
  const { run } = judging;
  const by = blamed(result, judging);
  if (by.length === 0) return { kind: 'noted', why: 'refused by the peer, which does not count' };
  const declared = declaring(gate, by, judging, 'entries');
  const shown = declared.filter((side) => result.atFault === side || bearingOf(run, side, result) === 'refused');
  if (shown.length > 0) return unlessExtended(gate, shown, judging, 'refused, though declared for own users');
  if (declared.length > 0) return { kind: 'open', why: 'refused, though declared for own users; by whom is not shown' };
  const isSilent = by.some((side) => (claimsOf(run, side)?.functions ?? []).length === 0);
  return isSilent
    ? { kind: 'open', why: 'refused; whether own users have the function is not declared' }
    : { kind: 'noted', why: 'refused, and not declared for own users; Article 7(9) asks for the justification' };
}

function missing(gate: Gate, result: Result, judging: Judging): Effect {
  const declared = declaring(gate, blamed(result, judging), judging, 'essential');
  if (declared.length === 0) return silent;
  const shown = declared.filter((side) => bearingOf(judging.run, side, result) === 'not offered');
  return shown.length > 0
    ? unlessExtended(gate, shown, judging, 'declared for own users')
    : { kind: 'open', why: 'declared for own users; which side lacks it is not shown' };
}

/** A provider that declares an extension for the function (Article 7(6)) is not held to it, but it shows. */
function unlessExtended(gate: Gate, by: readonly Side[], { run, profile }: Judging, why: string): Effect {
  const names = profile.functions.filter(({ entries }) => entries.includes(gate.id)).map(({ id }) => id);
  const extensions = by.map((side) =>
    claimsOf(run, side)?.exemptions.find(({ functions }) => functions.some((name) => names.includes(name))),
  );
  const [first] = extensions;
  return first !== undefined && extensions.every((extension) => extension !== undefined)
    ? { kind: 'observed', why: `extension or exemption ${first.reference}, as declared` }
    : { kind: 'hinders', why };
}

/** Of the services, those that declare a function to which the entry belongs. */
function declaring(
  { id }: Gate,
  by: readonly Side[],
  { run, profile }: Judging,
  part: 'entries' | 'essential',
): readonly Side[] {
  const names = profile.functions.filter((one) => one[part].includes(id)).map((one) => one.id);
  return by.filter((side) => claimsOf(run, side)?.functions.some((name) => names.includes(name)) === true);
}

/** The judged services that a result speaks of: those at fault, else those accountable. */
function blamed(result: Result, judging: Judging): readonly Side[] {
  const { atFault } = result;
  const named = atFault === 'A' || atFault === 'B' ? [atFault] : atFault === 'both' ? sides : sidesOf(result, judging);
  return named.filter((side) => judging.judged.includes(side));
}

/** The sides that a result names as accountable. */
export function sidesOf({ accountable: { party, domain } }: Result, { run }: Pick<Judging, 'run'>): readonly Side[] {
  if (party === 'both') return sides;
  return sides.filter((side) => (side === 'A' ? run.targets.a : run.targets.b).domain === domain);
}
