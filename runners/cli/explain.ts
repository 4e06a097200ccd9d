import { loadScenarios } from '../campaign/catalogue.ts';
import { didYouMean } from '../config/suggest.ts';
import { UsageError } from '../config/usage-error.ts';
import { isFirstRole, type Scenario } from '../scenario/declare.ts';
import { citation, specificationUrl } from '../../reports/model/spec-link.ts';
import { entered } from '../scenario/entries.ts';
import { entryExplanation } from './explain-entry.ts';
import { color } from './options.ts';
import { columns } from './texts.ts';
import { verb } from './verb.ts';

const ordinals = ['first', 'second', 'third'] as const;

function actorText(scenario: Scenario, name: string): readonly string[] {
  const actor = scenario.given[name];
  if (actor === undefined) return [];
  const server = `${actor.role}, which is ${isFirstRole(actor.role) ? 'A' : 'B'} in direction A->B`;
  if (actor.kind === 'room')
    return [name, `a room on the ${server}${actor.options.uncreated === true ? '; not yet created' : ''}`];
  const account = ordinals[(actor.options.account ?? 1) - 1] ?? 'first';
  return [name, `${actor.kind === 'online' ? 'on-line' : 'off-line'} with the ${account} account of the ${server}`];
}

/** All that a scenario declares, for a reader. */
function explanation(scenario: Scenario): string {
  const { requirement } = scenario;
  const needs = Object.entries(scenario.needs).map(
    ([role, features]) => `${role} must offer ${features.join(' and ')}, else the result is not-applicable`,
  );
  const subscribed = scenario.subscribed.map(([from, to]) => `${from} is subscribed to the presence of ${to}`);
  const rows = [
    ['requirement', `${citation(requirement)}, ${requirement.level}`],
    ['', `"${requirement.sentence}"`],
    ['link', specificationUrl(requirement) ?? 'none'],
    ['covers', scenario.covers.join(', ')],
    ['function', `${scenario.feature}${scenario.article === '' ? '' : ` (DMA Art. ${scenario.article})`}`],
    ['accountable', scenario.accountable],
    ['impact', scenario.impact ?? 'not stated'],
    ...(scenario.heavy === true ? [['heavy', 'runs only with --heavy']] : []),
    ...(scenario.unreachable === true ? [['unreachable', 'runs only with --unreachable']] : []),
    ...(scenario.when === undefined ? [] : [['when', `${scenario.when}, alone`]]),
    ...(scenario.invariant === undefined
      ? []
      : [['watches', 'every stanza that any session receives; judged once per direction at the end of the run']]),
    ...Object.keys(scenario.given).map((name, index) => [
      index === 0 ? 'given' : '',
      actorText(scenario, name).join(': '),
    ]),
    ...subscribed.map((sentence) => ['', sentence]),
    ...needs.map((sentence, index) => [index === 0 ? 'needs' : '', sentence]),
    ...scenario.faults.map(({ name }, index) => [index === 0 ? 'catches' : '', name]),
    ['story', scenario.file],
    ['run it', `fedcheck run --config plan.yaml --scenario ${scenario.id}`],
  ];
  return `${scenario.id}\n${scenario.title}\n\n${columns(rows.map(([name = '', text = '']) => [`  ${name}`, text]))}`;
}

export const explain = verb({
  name: 'explain',
  positional: {
    name: 'id',
    notation: '<id>',
    describe: 'Id of a scenario, or of an entry of the requirement catalogue',
  },
  describe: 'Explain a scenario (requirement, story, the fault it catches) or a requirement',
  options: { ...color },
  examples: [
    ['fedcheck explain rfc6121.8.5.2.1.1.remote-chat', 'One scenario'],
    ['fedcheck explain RFC6121-8.5.1-1', 'One requirement, and the scenarios that exercise it'],
  ],
  act: async (args, io) => {
    const [id = ''] = args.words;
    const scenarios = await loadScenarios();
    const found = scenarios.find((scenario) => scenario.id === id);
    const entry = entered().entries.find((one) => one.id === id);
    if (found !== undefined) io.stdout.write(explanation(found));
    else if (entry !== undefined) io.stdout.write(entryExplanation(entry));
    else {
      const known = [...scenarios, ...entered().entries].map((one) => one.id);
      throw new UsageError(
        `There is no scenario and no requirement '${id}'.${didYouMean(id, known)} fedcheck list shows the scenarios, fedcheck list --coverage the requirements.`,
      );
    }
    return 0;
  },
});
