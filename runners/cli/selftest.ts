import { withMadeAccounts } from '../accounts/made.ts';
import { loadScenarios } from '../campaign/catalogue.ts';
import { runSelftest } from '../campaign/selftest.ts';
import type { Plan } from '../config/plan.ts';
import { resolvePlan, resolveSettings } from '../config/resolve.ts';
import { UsageError } from '../config/usage-error.ts';
import type { Scenario } from '../scenario/declare.ts';
import { sentence } from '../../reports/render/text.ts';
import type { Io } from './io.ts';
import { concludeKillMatrix, killMatrixOf } from './kill-matrix.ts';
import { color, flagsFrom, running, selectionFrom, selectors, several, targets } from './options.ts';
import { newRun, type RunFolder } from './perform.ts';
import { planFor } from './selection.ts';
import { selftestOnServers } from './selftest-servers.ts';
import { verb } from './verb.ts';
import { labDeadlineMs, parsePair, withLab } from './with-lab.ts';

export const selftest = verb({
  name: 'selftest',
  describe: 'Prove that the scenarios can fail: each is run clean, and with the fault that it must catch',
  options: {
    config: targets.config,
    lab: { type: 'boolean', describe: 'Between two servers of the lab, started for this (default without --config)' },
    scenario: selectors.scenario,
    exclude: selectors.exclude,
    area: selectors.area,
    servers: {
      type: 'boolean',
      describe: 'Against real servers that break one rule each, instead of spoiling what the actors receive',
    },
    fault: several('With --servers: only these, by name, and more stories with each'),
    both: {
      type: 'boolean',
      describe: 'Every fault in both directions, not only where one does not show it; takes twice as long',
    },
    ...running,
    ...color,
  },
  examples: [
    ['fedcheck selftest', 'All scenarios, between the two servers of the lab'],
    ['fedcheck selftest --area muc', 'One area'],
    ['fedcheck selftest --servers', 'The kill matrix of all faulty servers in fixtures/faults'],
  ],
  act: async (args, io) => {
    if (args.lab === true && args.config !== undefined)
      throw new UsageError('Both --lab and --config were given; leave one of them out.');
    if (args.servers === true) return await selftestOnServers(args, io);
    if (args.fault !== undefined) throw new UsageError('--fault needs --servers: it names a faulty server.');
    const how: How = { both: args.both === true, color: args.color };
    const scenarios = await loadScenarios();
    const flags = flagsFrom(args);
    if (args.config !== undefined) {
      const configuration = await resolvePlan(flags, { environment: io.environment, readStdin: io.readStdin });
      const chosen = scenariosOf(scenarios, selectionFrom(args, configuration));
      return await proveWithAccounts(configuration.plan, chosen, how, await newRun(configuration.results), io);
    }
    const settings = resolveSettings(flags, io.environment, undefined, { lanes: 12, deadlineMs: labDeadlineMs });
    const chosen = scenariosOf(scenarios, selectionFrom(args));
    const folder = await newRun(settings.results);
    return await withLab(settings, { pair: parsePair() }, folder, io, sayTo(io), (plan) =>
      prove(plan, chosen, how, folder, io),
    );
  },
});

interface How {
  readonly both: boolean;
  readonly color: boolean | undefined;
}

const sayTo =
  (io: Io) =>
  (line: string): void => {
    io.stderr.write(`${sentence(line)}\n`);
  };

const scenariosOf = (scenarios: readonly Scenario[], selection: Parameters<typeof planFor>[1]): readonly Scenario[] => [
  ...new Set(planFor(scenarios, selection).planned.map(({ scenario }) => scenario)),
];

/** As `prove`, with the accounts that the plan wants made. */
async function proveWithAccounts(
  plan: Plan,
  scenarios: readonly Scenario[],
  how: How,
  folder: RunFolder,
  io: Io,
): Promise<number> {
  const say = sayTo(io);
  const making = {
    runId: folder.name,
    signal: io.signal,
    say,
    leftBehind: (what: readonly string[]) => {
      for (const one of what) say(`Not put back: ${one}`);
    },
  };
  return await withMadeAccounts(plan, making, (made) => prove(made, scenarios, how, folder, io));
}

async function prove(
  plan: Plan,
  scenarios: readonly Scenario[],
  how: How,
  { folder }: RunFolder,
  io: Io,
): Promise<number> {
  const startedAt = new Date().toISOString();
  const say = sayTo(io);
  const { faults, cells, stopped, leftBehind } = await runSelftest({
    plan,
    scenarios,
    catalogue: await loadScenarios(),
    both: how.both,
    onLine: say,
    signal: io.signal,
    directory: folder,
  });
  if (stopped !== '') say(`The self-test ended early: ${stopped}`);
  for (const one of leftBehind) say(`Not put back: ${one}`);
  const matrix = killMatrixOf(startedAt, faults, cells, stopped !== '');
  return await concludeKillMatrix(folder, matrix, io, how.color);
}
