import { join } from 'node:path';
import type { Direction, Result, Verdict } from '../../reports/model/record.ts';
import type { Plan } from '../config/plan.ts';
import type { Scenario } from '../scenario/declare.ts';
import type { Fault } from '../scenario/fault.ts';
import { missingOption } from './catalogue.ts';
import { breachVerdict } from './judge.ts';
import { runCampaign } from './run.ts';
import type { Planned } from './types.ts';

export interface SelftestOptions {
  readonly plan: Plan;
  readonly scenarios: readonly Scenario[];
  /** All there are: the carrier of an invariant need not be among the chosen. */
  readonly catalogue: readonly Scenario[];
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
  readonly directory: string;
}

/** One fault of one scenario in one direction. */
export interface SelftestRow {
  readonly scenario: string;
  readonly direction: Direction;
  readonly fault: string;
  readonly clean: Verdict;
  readonly faulted: Verdict;
  readonly caught: boolean;
  /** Why the fault counts as caught, or as survived. */
  readonly reason: string;
}

export interface SelftestOutcome {
  readonly rows: readonly SelftestRow[];
  readonly ok: boolean;
}

/** What a dropped stanza costs in a faulted run; a clean run keeps the deadline of the plan. */
const faultedStoryDeadlineMs = 700;
const directions = ['A->B', 'B->A'] as const;

/** Runs every scenario clean, and once more with each of its faults, which must break it for the right reason. */
export async function runSelftest(options: SelftestOptions): Promise<SelftestOutcome> {
  const { plan, onLine, signal } = options;
  const scenarios = options.scenarios.filter((scenario) => missingOption(scenario, plan.run) === undefined);
  const left = options.scenarios.length - scenarios.length;
  if (left > 0) onLine(`${String(left)} scenarios are left out: they need --heavy or --unreachable`);
  const stories = scenarios.filter(({ invariant }) => !invariant);
  const clean = await campaign(options, both(scenarios), 'clean');
  const rows: SelftestRow[] = [];
  const rounds = Math.max(0, ...stories.map(({ faults }) => faults.length));
  for (let fault = 0; fault < rounds && !signal.aborted; fault += 1) {
    const planned = both(stories.filter(({ faults }) => faults.length > fault));
    const results = await campaign(options, planned, `fault-${String(fault + 1)}`, fault);
    for (const { scenario, direction } of planned) {
      const key = `${scenario.id} ${direction}`;
      rows.push(judgeRow(scenario, direction, scenario.faults[fault], clean.get(key), results.get(key)));
    }
    onLine(`faults, round ${String(fault + 1)} of ${String(rounds)}: ${String(planned.length)} runs`);
  }
  for (const scenario of scenarios) {
    if (scenario.invariant && !signal.aborted) rows.push(...(await invariantRows(options, scenario, clean)));
  }
  const proved = rows.map((row) => provedElsewhere(row, rows));
  return { rows: proved, ok: proved.length > 0 && proved.every(({ caught }) => caught) && !signal.aborted };
}

/** A server that breaks a requirement by itself, or does not offer it, cannot show what a fault would do; the other direction can. */
function provedElsewhere(row: SelftestRow, rows: readonly SelftestRow[]): SelftestRow {
  const deviates = ['fail', 'warn', 'not-applicable'].includes(row.clean);
  if (row.caught || !deviates || row.faulted !== row.clean) return row;
  const mirrored = rows.some(
    (one) => one.scenario === row.scenario && one.fault === row.fault && one.direction !== row.direction && one.caught,
  );
  return mirrored
    ? { ...row, caught: true, reason: `${row.clean} when clean as well; the other direction proves the fault` }
    : row;
}

const both = (scenarios: readonly Scenario[]): readonly Planned[] =>
  scenarios.flatMap((scenario) => directions.map((direction) => ({ scenario, direction })));

async function campaign(
  options: SelftestOptions,
  planned: readonly Planned[],
  name: string,
  fault?: number,
): Promise<ReadonlyMap<string, Result>> {
  const run = await runCampaign({
    plan: options.plan,
    planned,
    filtered: true,
    directory: join(options.directory, name),
    runId: name,
    command: 'fedcheck selftest',
    onEvent: () => undefined,
    signal: options.signal,
    ...(fault === undefined ? {} : { fault, storyDeadlineMs: faultedStoryDeadlineMs }),
  });
  return new Map(run.results.map((result) => [`${result.scenario} ${result.direction}`, result]));
}

/** An invariant has no story of its own: its fault spoils that of its carrier. */
async function invariantRows(
  options: SelftestOptions,
  invariant: Scenario,
  clean: ReadonlyMap<string, Result>,
): Promise<readonly SelftestRow[]> {
  const carrier = options.catalogue.find(({ id }) => id === invariant.invariant?.carrier);
  if (!carrier) return [];
  const planned = both([{ ...carrier, faults: invariant.faults }, invariant]);
  const results = await campaign(options, planned, invariant.id, 0);
  return directions.map((direction) => {
    const key = `${invariant.id} ${direction}`;
    return judgeRow(invariant, direction, invariant.faults[0], clean.get(key), results.get(key));
  });
}

const notRun = 'not-run';

function judgeRow(
  scenario: Scenario,
  direction: Direction,
  fault: Fault | undefined,
  clean: Result | undefined,
  faulted: Result | undefined,
): SelftestRow {
  const row = {
    scenario: scenario.id,
    direction,
    fault: fault?.name ?? '',
    clean: clean?.verdict ?? notRun,
    faulted: faulted?.verdict ?? notRun,
  };
  if (!fault || !clean || !faulted) return { ...row, caught: false, reason: 'it was not run' };
  const survived = survival(scenario, fault, clean, faulted);
  return { ...row, caught: survived === undefined, reason: survived ?? faulted.reasonCode };
}

/** Why a fault is not caught; nothing when it is, and for the right reason. */
function survival(
  { requirement, invariant }: Scenario,
  fault: Fault,
  clean: Result,
  faulted: Result,
): string | undefined {
  if (invariant) {
    return faulted.reasonCode === 'invariant-broken' ? undefined : `the invariant did not see it (${faulted.verdict})`;
  }
  const wanted = fault.verdict ?? breachVerdict(requirement.level);
  const why = `${faulted.reasonCode}: ${faulted.actual}`.slice(0, 300);
  if (faulted.verdict !== wanted) return `${faulted.verdict} instead of ${wanted}, ${why}`;
  const advice = wanted === 'warn' && faulted.reasonCode === 'advice-not-followed';
  if (!advice && !(fault.kinds as readonly string[]).includes(faulted.reasonCode))
    return `broken for another reason, ${why}`;
  const sameAsClean = clean.verdict === faulted.verdict && clean.actual === faulted.actual;
  return sameAsClean ? 'the clean run broke in the same way' : undefined;
}
