import { loadScenarios } from '../campaign/catalogue.ts';
import { color, running, selectionFrom, selectors } from './options.ts';
import { type Choice, choices } from './selection.ts';
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
  describe: 'List the scenarios, and why each is in or out',
  options: {
    ...selectors,
    heavy: running.heavy,
    json: { type: 'boolean', describe: 'As JSON' },
    ...color,
  },
  examples: [
    ['fedcheck list', 'All scenarios'],
    ['fedcheck list --area muc --level MUST', 'What these selectors let in, and what not'],
    ['fedcheck list --json', 'For another program'],
  ],
  act: async (args, io) => {
    const all = choices(await loadScenarios(), selectionFrom(args), args.heavy === true);
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
    const scenarios = new Set(all.map(({ scenario }) => scenario.id)).size;
    io.stdout.write(
      `${String(scenarios)} scenarios, ${String(all.length)} results, of which ${String(running)} would run.\n`,
    );
    return 0;
  },
});
