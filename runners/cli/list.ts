import { loadScenarios } from '../campaign/catalogue.ts';
import { accountsInFile } from '../config/check-sides.ts';
import { readPlanFile } from '../config/plan-file.ts';
import { entered } from '../scenario/entries.ts';
import { coverageText, coveredEntries, coveredFeatures } from './coverage-text.ts';
import { color, running, selectionFrom, selectors, targets } from './options.ts';
import { type Choice, choices, onlyWaits } from './selection.ts';
import { choicesText } from './texts.ts';
import { verb } from './verb.ts';

/** What `list --json` prints for a scenario in one direction. */
const asData = ({ scenario, direction, runs, why }: Choice): object => ({
  scenario: scenario.id,
  direction,
  title: scenario.title,
  area: scenario.area,
  feature: scenario.feature,
  article: scenario.article,
  requirement: scenario.requirement,
  accountable: scenario.accountable,
  heavy: scenario.heavy === true,
  runs,
  why,
});

export const list = verb({
  name: 'list',
  describe: 'List the scenarios, and why each is in or out; or what they cover of the specifications',
  options: {
    ...selectors,
    config: { ...targets.config, describe: 'Plan file, whose accounts and options decide as well' },
    heavy: running.heavy,
    unreachable: running.unreachable,
    coverage: {
      type: 'boolean',
      describe: 'The requirement catalogue instead: what the scenarios exercise, gaps first',
    },
    json: { type: 'boolean', describe: 'As JSON' },
    ...color,
  },
  examples: [
    ['fedcheck list', 'All scenarios'],
    ['fedcheck list --area muc --level MUST', 'What these selectors let in, and what not'],
    ['fedcheck list --profile L1-T', 'What a level of the Digital Markets Act asks for'],
    ['fedcheck list --config plan.yaml', 'What the accounts of a plan file allow'],
    ['fedcheck list --coverage', 'Which requirements have scenarios, and why the others have none'],
    ['fedcheck list --json', 'For another program'],
  ],
  act: async (args, io) => {
    const scenarios = await loadScenarios();
    const file = args.config === undefined ? undefined : await readPlanFile(args.config);
    const { scenarios: only = [], exclude = [], profile = 'full', ...planned } = file?.data.run ?? {};
    const { heavy = planned.heavy ?? false, unreachable = planned.unreachable } = args;
    const all = choices(
      scenarios,
      selectionFrom(args, { scenarios: only, exclude, profile: profile === 'full' ? [] : [profile] }),
      { heavy, ...(unreachable !== undefined && { unreachable }) },
      file && accountsInFile(file.data),
    );
    if (args.coverage === true) {
      const inside = scenarios.filter(({ id }) =>
        all.some((choice) => choice.scenario.id === id && (choice.runs || onlyWaits(choice))),
      );
      const catalogue = entered();
      const covered = coveredEntries(catalogue, inside);
      const data = { entries: covered, features: coveredFeatures(catalogue, covered) };
      io.stdout.write(args.json === true ? `${JSON.stringify(data, null, 2)}\n` : coverageText(catalogue, inside));
      return 0;
    }
    if (args.json === true) {
      io.stdout.write(`${JSON.stringify(all.map(asData), null, 2)}\n`);
      return 0;
    }
    const areas = [...new Set(all.map(({ scenario }) => scenario.area))];
    for (const area of areas) {
      const inside = all.filter(({ scenario }) => scenario.area === area);
      io.stdout.write(`${area}\n${choicesText(inside, (choice) => (choice.runs ? 'in' : `out: ${choice.why}`))}\n`);
    }
    const running = all.filter(({ runs }) => runs).length;
    io.stdout.write(
      `${String(scenarios.length)} scenarios, ${String(all.length)} results, of which ${String(running)} would run.\n`,
    );
    return 0;
  },
});
