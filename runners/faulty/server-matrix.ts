import { join } from 'node:path';
import { isKill, type KillCell, type KillFault } from '../../reports/model/kill-matrix.ts';
import type { Side } from '../../reports/model/record.ts';
import { sideOfRole } from '../campaign/seats.ts';
import { blankResult } from '../campaign/judge.ts';
import { runCampaign } from '../campaign/run.ts';
import type { Planned } from '../campaign/types.ts';
import type { Plan } from '../config/plan.ts';
import { knownOn } from '../lab/known.ts';
import type { Role, Scenario } from '../scenario/declare.ts';
import type { FaultyLab } from './faulty-lab.ts';
import { type FaultsBySide, type Judged, judgeFault, nameOf } from './judge-fault.ts';
import type { ServerFault } from './server-fault.ts';

export interface ServerMatrixOptions {
  readonly lab: FaultyLab;
  readonly faults: readonly ServerFault[];
  readonly scenarios: readonly Scenario[];
  readonly workers: number;
  /** Of so many stories of an area that a fault does not name one is played against it on each side. */
  readonly share: number;
  readonly directory: string;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/** One campaign of the matrix: a faulty domain on one side, or one on each. */
interface Task {
  readonly faults: FaultsBySide;
  readonly planned: readonly Planned[];
}

const deadlineMs = 5000;
/** On loopback a stanza takes milliseconds; the machine may be busy with the other runs. */
const storyDeadlineMs = 1200;
const directions = ['A->B', 'B->A'] as const;
const sides = ['A', 'B'] as const;

/** Runs the affected areas against each faulty domain, as A and as B, and pairs of faults at once. */
export async function runServerMatrix(
  options: ServerMatrixOptions,
): Promise<{ readonly faults: KillFault[]; readonly cells: KillCell[] }> {
  const { faults, workers, signal, onLine } = options;
  const alone = faults.flatMap((fault, turn) =>
    sides.map((on) => taskOf(fault, on, options.scenarios, turn, options.share)),
  );
  const tasks = [...alone, ...pairsOf(faults, options.scenarios)];
  const cells: KillCell[] = [];
  // Each campaign listens for errors that nobody handles.
  process.setMaxListeners(workers * 2 + 10);
  let done = 0;
  const left = tasks.values();
  const work = async (worker: number): Promise<void> => {
    for (const task of left) {
      if (signal.aborted) return;
      const names = Object.entries(task.faults).map(([side, fault]) => `${fault.name} as ${side}`);
      const found = await runTask(task, worker, options);
      cells.push(...found);
      done += 1;
      const bad = found.filter((cell) => !isKill(cell)).length;
      const end = bad === 0 ? '' : `: ${String(bad)} not killed`;
      onLine(`${String(done)} of ${String(tasks.length)}: ${names.join(', ')}${end}`);
    }
  };
  await Promise.all(Array.from({ length: workers }, async (_, worker) => work(worker)));
  const pairs = tasks.slice(alone.length).map(({ faults: both }) => describedPair(both));
  return { faults: [...faults.map(described), ...pairs], cells };
}

const described = ({ name, product, sentence, breaks }: ServerFault): KillFault => ({
  name,
  source: product,
  sentence,
  rule: breaks,
});

const describedPair = (faults: FaultsBySide): KillFault => ({
  name: nameOf(faults),
  source: 'pair',
  sentence: Object.entries(faults)
    .map(([side, { sentence }]) => `${side}: ${sentence}`)
    .join(' '),
  rule: Object.values(faults)
    .map(({ breaks }) => breaks)
    .join('; '),
});

/**
 * What must fail is played in both directions. The rest of its areas is there to see that nothing else breaks, where the
 * faulty side is accountable, and that nobody innocent is accused, where the healthy one is: `share` says of how many
 * stories one is played, so that all faults together play all of them.
 */
function taskOf(fault: ServerFault, on: Side, scenarios: readonly Scenario[], turn: number, share: number): Task {
  const killing = scenariosOf(fault, scenarios);
  const areas = new Set([...killing.map(({ area }) => area), ...fault.areas]);
  const rest = scenarios.filter((one) => areas.has(one.area) && !killing.includes(one) && isOrdinary(one));
  const chosen = rest.filter((_, index) => index % share === (turn * 2 + sides.indexOf(on)) % share);
  const directed = chosen.map((scenario, index): Planned => {
    const isFaultyAccountable = sideOfRole(roleOf(scenario), 'A->B') === on;
    return { scenario, direction: isFaultyAccountable === (index % 2 === 0) ? 'A->B' : 'B->A' };
  });
  return { faults: { [on]: fault }, planned: [...bothWays(killing), ...directed] };
}

const roleOf = ({ accountable }: Scenario): Role => (accountable === 'both' ? 'senderServer' : accountable);

const isOrdinary = ({ heavy, when }: Scenario): boolean => heavy !== true && when === undefined;

/** The scenarios that a fault must break, in their order. Throws a sentence where one is not there. */
function scenariosOf({ name, kills }: ServerFault, scenarios: readonly Scenario[]): readonly Scenario[] {
  return kills.map(({ scenario }) => {
    const found = scenarios.find(({ id }) => id === scenario);
    if (!found) throw new Error(`The fault ${name} names the scenario ${scenario}, which there is not.`);
    return found;
  });
}

const bothWays = (scenarios: readonly Scenario[]): readonly Planned[] =>
  scenarios.flatMap((scenario) => directions.map((direction) => ({ scenario, direction })));

/** Each fault of ejabberd together with one of Prosody that breaks other areas: both must be seen, each on its own side. */
function pairsOf(faults: readonly ServerFault[], scenarios: readonly Scenario[]): readonly Task[] {
  const areasOf = (fault: ServerFault): ReadonlySet<string> =>
    new Set(scenariosOf(fault, scenarios).map(({ area }) => area));
  const left = faults.filter(({ product }) => product === 'prosody');
  return faults
    .filter(({ product }) => product === 'ejabberd')
    .flatMap((second) => {
      const place = left.findIndex((one) => [...areasOf(one)].every((area) => !areasOf(second).has(area)));
      const [first] = place < 0 ? [] : left.splice(place, 1);
      if (!first) return [];
      const killing = [...new Set([first, second].flatMap((fault) => scenariosOf(fault, scenarios)))];
      return [{ faults: { A: first, B: second }, planned: bothWays(killing) }];
    });
}

async function runTask({ faults, planned }: Task, worker: number, options: ServerMatrixOptions): Promise<KillCell[]> {
  const { lab, signal, directory } = options;
  const name = Object.entries(faults)
    .map(([side, fault]) => `${fault.name}-as-${side}`)
    .join('-');
  const plan = lab.planOf(faults, worker, { deadlineMs });
  const run = await runCampaign({
    plan,
    planned,
    filtered: true,
    directory: join(directory, name),
    runId: name,
    command: 'fedcheck selftest --servers',
    onEvent: () => undefined,
    signal,
    storyDeadlineMs,
    known: knownOn(lab.pairOf(faults)),
  }).catch((error: unknown) => unplayed(error, plan, planned));
  return judgeFault(faults, run);
}

/** A fault that lets no run begin has shown nothing of what it names; the other faults go on. */
function unplayed(error: unknown, { a, b }: Plan, planned: readonly Planned[]): Judged {
  const domains = { A: a.domain, B: b.domain };
  return {
    partial: true,
    stopped: error instanceof Error ? error.message : String(error),
    results: planned.map((one) => blankResult(one, domains)),
  };
}
