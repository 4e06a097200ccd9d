import { loadScenarios } from '../campaign/catalogue.ts';
import { resolveSettings } from '../config/resolve.ts';
import { knownOn } from '../lab/known.ts';
import { labUnreachable } from '../lab/lab.ts';
import { commandFrom } from './command.ts';
import { distanceOptions, parseDistance } from './distance.ts';
import { color, flagsFrom, running, selectionFrom, selectors, strict } from './options.ts';
import { newRun, perform, progressFor } from './perform.ts';
import { planFor } from './selection.ts';
import { planText, valuesText } from './texts.ts';
import { verb } from './verb.ts';
import { labDeadlineMs, pairOption, parsePair, withLab } from './with-lab.ts';

const lanes = 4;

export const labRun = verb({
  name: 'run',
  describe: 'Start the two servers, run the campaign between them, stop them',
  options: {
    ...selectors,
    ...running,
    ...pairOption,
    ...distanceOptions,
    ...strict,
    'print-config': { type: 'boolean', describe: 'Print every value and where it comes from, and stop' },
    'dry-run': { type: 'boolean', describe: 'Print what would run, and why the rest would not, and stop' },
    ...color,
  },
  examples: [
    ['fedcheck lab run', 'All scenarios, in four lanes'],
    ['fedcheck lab run --pair ejabberd,ejabberd', 'Between two servers of one product'],
    ["fedcheck lab run --scenario 'xep0045.*' --direction 'A->B'", 'Some of them'],
  ],
  act: async (args, io, argv) => {
    const pair = parsePair(args.pair);
    const distance = parseDistance(args);
    const scenarios = await loadScenarios();
    const settings = resolveSettings(flagsFrom(args), io.environment, undefined, { lanes, deadlineMs: labDeadlineMs });
    if (args['print-config'] === true) {
      io.stdout.write(valuesText(settings.effective));
      return 0;
    }
    const selection = selectionFrom(args);
    const { planned, filtered } = planFor(scenarios, selection);
    if (args['dry-run'] === true) {
      io.stdout.write(planText(scenarios, selection, { unreachable: labUnreachable, ...settings.run }));
      return 0;
    }
    const folder = await newRun(settings.results);
    const progress = progressFor(io, settings.run.deadlineMs, args.color);
    try {
      const jitter = distance?.jitter;
      if (jitter !== undefined)
        progress.say(
          `each chunk takes up to ${String(jitter.mostMs)} ms more, as --jitter-seed ${String(jitter.seed)} draws`,
        );
      return await withLab(
        settings,
        { pair, distance },
        folder,
        io,
        (line) => progress.say(line),
        (plan) =>
          perform(
            {
              plan,
              planned,
              filtered,
              effective: settings.effective,
              command: commandFrom(argv),
              strict: args.strict === true,
              known: knownOn(pair),
              ...(args.color !== undefined && { color: args.color }),
            },
            folder,
            io,
            progress,
          ),
      );
    } finally {
      progress.close();
    }
  },
});
