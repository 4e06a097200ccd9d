import type { KillCell, KillFault } from '../../reports/model/kill-matrix.ts';
import { directions } from '../../reports/model/record.ts';
import type { Plan } from '../config/plan.ts';
import type { Scenario } from '../scenario/declare.ts';
import { missingOption } from './catalogue.ts';
import { patientDeadlineMs, prove } from './proofs.ts';
import { withProving } from './proving.ts';
import type { Planned } from './types.ts';
import { described, wireFaultsOf } from './wire-fault.ts';

export interface SelftestOptions {
  readonly plan: Plan;
  readonly scenarios: readonly Scenario[];
  /** All there are: the carrier of an invariant need not be among the chosen. */
  readonly catalogue: readonly Scenario[];
  /** Each fault in both directions, instead of in the other one only where the first cannot show it. */
  readonly both: boolean;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
  readonly directory: string;
}

export interface SelftestOutcome {
  readonly faults: readonly KillFault[];
  readonly cells: readonly KillCell[];
  /** Why it ended before its time; empty where it did not. */
  readonly stopped: string;
  readonly leftBehind: readonly string[];
}

/** On loopback a stanza takes milliseconds; what a server does not send when it should costs this. */
const cleanDeadlineMs = 2500;

/** Runs every scenario clean, in both directions, and again with each of its faults, which must break it for the right reason. */
export async function runSelftest(options: SelftestOptions): Promise<SelftestOutcome> {
  const { plan, directory, signal, onLine, catalogue, both } = options;
  const scenarios = options.scenarios.filter((scenario) => missingOption(scenario, plan.run) === undefined);
  const left = options.scenarios.length - scenarios.length;
  if (left > 0) onLine(`${String(left)} scenarios are left out: they need --heavy or --unreachable`);
  const planned = scenarios.flatMap((scenario) => directions.map((direction): Planned => ({ scenario, direction })));
  // Of thousands of stories only those are worth reading that did not show at once what they must.
  const keepsEvidence = ({ spoilt }: Planned): boolean => spoilt?.deadlineMs === patientDeadlineMs;
  const stageOptions = { plan, planned, directory, signal, storyDeadlineMs: cleanDeadlineMs, keepsEvidence, onLine };
  return await withProving(stageOptions, async (stage) => {
    const clean = await stage.play(planned);
    onLine(`${String(clean.length)} stories played clean`);
    const faults = wireFaultsOf(scenarios);
    const cells = await prove(faults, { stage, clean, catalogue, both, onLine });
    const { stopped } = stage;
    // A spoilt story may not see its stream end; then nothing that was on its way can be waited for.
    const leftBehind = stage.leftBehind.filter((what) => !what.startsWith('stanzas on their way'));
    return { faults: faults.map(described), cells, stopped: signal.aborted ? 'interrupted' : stopped, leftBehind };
  });
}
