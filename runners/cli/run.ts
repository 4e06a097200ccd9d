import { loadScenarios } from '../campaign/catalogue.ts';
import { resolvePlan } from '../config/resolve.ts';
import { commandFrom } from './command.ts';
import { color, flagsFrom, running, selectionFrom, selectors, strict, targets } from './options.ts';
import { newRun, perform, progressFor } from './perform.ts';
import { accountsALane, accountsWarning, planFor } from './selection.ts';
import { makingText, planText, valuesText } from './texts.ts';
import { verb } from './verb.ts';

export const run = verb({
  name: 'run',
  positional: {
    name: 'jids',
    notation: '[jids..]',
    describe: 'Two accounts on two servers, A first (domains with --make-accounts); or use --config',
  },
  describe: 'Run the campaign between two services',
  options: {
    ...targets,
    ...selectors,
    ...running,
    ...strict,
    'print-config': { type: 'boolean', describe: 'Print every value and where it comes from, and stop' },
    'dry-run': { type: 'boolean', describe: 'Print what would run, and why the rest would not, and stop' },
    ...color,
  },
  examples: [
    ['fedcheck run --config plan.yaml', 'The two services of a plan file'],
    ['fedcheck run alice@a.example bob@b.example', 'Passwords from FEDCHECK_A_PASSWORD and FEDCHECK_B_PASSWORD'],
    ['fedcheck run --make-accounts register a.example b.example', 'Accounts made for the run, and deleted after it'],
    ['fedcheck run --config plan.yaml --area muc --strict', 'One area; warnings count'],
    ["fedcheck run --config plan.yaml --scenario 'rfc6121.*' --direction 'A->B' --dry-run", 'What would run'],
  ],
  act: async (args, io, argv) => {
    const scenarios = await loadScenarios();
    const configuration = await resolvePlan(flagsFrom(args, args.words), {
      environment: io.environment,
      readStdin: io.readStdin,
    });
    const { plan, effective } = configuration;
    if (args['print-config'] === true) {
      io.stdout.write(valuesText(effective));
      return 0;
    }
    const selection = selectionFrom(args, configuration);
    const { planned, filtered } = planFor(scenarios, selection);
    const accounts = accountsALane(plan);
    const warning = accountsWarning(planned, accounts);
    if (args['dry-run'] === true) {
      io.stdout.write(planText(scenarios, selection, plan.run, accounts));
      const notes = [...makingText(plan), ...(warning === '' ? [] : [warning])];
      if (notes.length > 0) io.stdout.write(`\n${notes.join('\n')}\n`);
      return 0;
    }
    const folder = await newRun(configuration.results);
    const progress = progressFor(io, plan.run.deadlineMs, args.color);
    if (warning !== '') progress.say(warning);
    return await perform(
      {
        plan,
        planned,
        filtered,
        effective,
        command: commandFrom(argv),
        strict: args.strict === true,
        ...(args.color !== undefined && { color: args.color }),
      },
      folder,
      io,
      progress,
    );
  },
});
