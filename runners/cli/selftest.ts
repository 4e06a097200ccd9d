import { join } from 'node:path';
import { withMadeAccounts } from '../accounts/made.ts';
import { loadScenarios } from '../campaign/catalogue.ts';
import { runSelftest } from '../campaign/selftest.ts';
import type { Plan } from '../config/plan.ts';
import { resolvePlan, resolveSettings } from '../config/resolve.ts';
import { UsageError } from '../config/usage-error.ts';
import type { Scenario } from '../scenario/declare.ts';
import { exitCodes } from './exit-codes.ts';
import { visible } from '../../reports/render/text.ts';
import type { Io } from './io.ts';
import { color, flagsFrom, running, selectionFrom, selectors, targets } from './options.ts';
import { newRun, type RunFolder } from './perform.ts';
import { planFor } from './selection.ts';
import { columns } from './texts.ts';
import { verb } from './verb.ts';
import { labDeadlineMs, parsePair, withLab } from './with-lab.ts';
import { writeInto } from './results-folder.ts';

export const selftest = verb({
  name: 'selftest',
  describe: 'Prove that the scenarios can fail: each is run clean, and with the fault that it must catch',
  options: {
    config: targets.config,
    lab: { type: 'boolean', describe: 'Between two servers of the lab, started for this (default without --config)' },
    scenario: selectors.scenario,
    exclude: selectors.exclude,
    area: selectors.area,
    ...running,
    ...color,
  },
  examples: [
    ['fedcheck selftest', 'All scenarios, between the two servers of the lab'],
    ['fedcheck selftest --area muc', 'One area'],
  ],
  act: async (args, io) => {
    if (args.lab === true && args.config !== undefined)
      throw new UsageError('Both --lab and --config were given; leave one of them out.');
    const scenarios = await loadScenarios();
    const flags = flagsFrom(args);
    if (args.config !== undefined) {
      const configuration = await resolvePlan(flags, { environment: io.environment, readStdin: io.readStdin });
      const chosen = scenariosOf(scenarios, selectionFrom(args, configuration));
      return await proveWithAccounts(configuration.plan, chosen, await newRun(configuration.results), io);
    }
    const settings = resolveSettings(flags, io.environment, undefined, { lanes: 8, deadlineMs: labDeadlineMs });
    const chosen = scenariosOf(scenarios, selectionFrom(args));
    const folder = await newRun(settings.results);
    return await withLab(
      settings,
      { pair: parsePair() },
      folder,
      io,
      (line) => io.stderr.write(`${visible(line)}\n`),
      (plan) => prove(plan, chosen, folder, io),
    );
  },
});

const scenariosOf = (scenarios: readonly Scenario[], selection: Parameters<typeof planFor>[1]): readonly Scenario[] => [
  ...new Set(planFor(scenarios, selection).planned.map(({ scenario }) => scenario)),
];

/** As `prove`, with the accounts that the plan wants made. */
async function proveWithAccounts(
  plan: Plan,
  scenarios: readonly Scenario[],
  folder: RunFolder,
  io: Io,
): Promise<number> {
  const say = (line: string): void => io.stderr.write(`${visible(line)}\n`);
  const making = {
    runId: folder.name,
    signal: io.signal,
    say,
    leftBehind: (what: readonly string[]) => {
      for (const one of what) say(`Not put back: ${one}`);
    },
  };
  return await withMadeAccounts(plan, making, (made) => prove(made, scenarios, folder, io));
}

async function prove(plan: Plan, scenarios: readonly Scenario[], { folder }: RunFolder, io: Io): Promise<number> {
  const { rows, ok } = await runSelftest({
    plan,
    scenarios,
    catalogue: await loadScenarios(),
    onLine: (line) => io.stderr.write(`${visible(line)}\n`),
    signal: io.signal,
    directory: folder,
  });
  const path = await writeInto(
    folder,
    'selftest.json',
    `${JSON.stringify({ schema: 'urn:fedcheck:selftest:1', ok, rows }, null, 2)}\n`,
  );
  const head = ['scenario', 'direction', 'clean', 'faulted', 'caught', 'fault', 'reason'];
  const body = rows.map((row) => [
    row.scenario,
    row.direction,
    row.clean,
    row.faulted,
    row.caught ? 'yes' : 'NO',
    row.fault,
    row.reason,
  ]);
  io.stdout.write(visible(columns([head, ...body])));
  const caught = rows.filter((row) => row.caught).length;
  io.stderr.write(`${String(caught)} of ${String(rows.length)} faults were caught.\n`);
  io.stdout.write(`${join(path)}\n`);
  if (io.signal.aborted) return exitCodes.interrupted;
  return ok ? exitCodes.ok : exitCodes.failed;
}
