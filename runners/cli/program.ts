import yargs, { type Argv } from 'yargs';
import { didYouMean } from '../config/suggest.ts';
import { UsageError } from '../config/usage-error.ts';
import { exitCodes, exitCodesText } from './exit-codes.ts';
import { reportFailure } from './failure.ts';
import type { Io } from './io.ts';
import type { Verb } from './verb.ts';
import { fedcheckVersion } from '../config/version.ts';
import { verbs } from './verbs.ts';

/** Runs the command line. Resolves with the exit code; never rejects, and writes to nothing but `io`. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code: number = exitCodes.ok;
  try {
    // yargs runs a handler even after a failed check when `fail` returns, so `fail` throws. With a callback it prints nothing itself.
    await build(argv, io, (result) => {
      code = result;
    }).parseAsync([...argv], {}, (_error, _parsed, output) => {
      if (output !== '') io.stdout.write(`${output}\n`);
    });
    return code;
  } catch (error) {
    return reportFailure(asUsageError(error), io);
  }
}

function build(argv: readonly string[], io: Io, done: (code: number) => void): Argv {
  const parser = yargs([...argv])
    .scriptName('fedcheck')
    .usage('$0 <verb>\n\nConformance tests for messaging interoperability over XMPP federation.')
    .locale('en')
    .exitProcess(false)
    .strict()
    .parserConfiguration({
      'greedy-arrays': false,
      'camel-case-expansion': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .help()
    .alias('help', 'h')
    .version(fedcheckVersion())
    .completion('completion', 'Print a completion script for bash or zsh')
    .wrap(Math.min(100, io.stdout.columns))
    .demandCommand(1, `Name a verb: ${verbs.map((verb) => verb.name).join(', ')}. See fedcheck --help.`)
    .example('fedcheck lab run', 'Try it: two real servers on this machine, all scenarios')
    .example('fedcheck run --config plan.yaml', 'Test the two services of a plan file')
    .epilogue(exitCodesText)
    .fail((message, error) => {
      throw (error as Error | undefined) ?? new UsageError(sentenceFor(message, argv));
    });
  return verbs.reduce<Argv>((inner, verb) => add(inner, verb, io, argv, done), parser);
}

function add(parser: Argv, verb: Verb, io: Io, argv: readonly string[], done: (code: number) => void): Argv {
  const builder = (inner: Argv): Argv => {
    let built = verb.verbs.reduce(
      (outer, below) => add(outer, below, io, argv, done),
      inner.options(verb.options).epilogue(exitCodesText),
    );
    for (const [name, about] of Object.entries(verb.about)) built = built.positional(name, about);
    for (const [command, does] of verb.examples) built = built.example(command, does);
    return verb.verbs.length === 0
      ? built
      : built.demandCommand(
          1,
          `Say which: ${verb.verbs.map((below) => `fedcheck ${verb.name} ${below.name}`).join(', ')}.`,
        );
  };
  return parser.command(`${verb.name} ${verb.positional}`.trim(), verb.describe, builder, async (parsed) => {
    done(await verb.act(lastGiven(parsed, verb), io, argv));
  });
}

/** An option that was given several times and takes one value has the last one, so that a command can be appended to. */
const lastGiven = (parsed: Readonly<Record<string, unknown>>, verb: Verb): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => [
      name,
      isSingle(verb, name) && Array.isArray(value) ? value.at(-1) : value,
    ]),
  );

const isSingle = (verb: Verb, name: string): boolean => name in verb.options && verb.options[name]?.array !== true;

/** What yargs finds wrong, as a sentence that names what was typed and what was probably meant. */
function sentenceFor(message: string, argv: readonly string[]): string {
  const unknown = /^Unknown (?:argument|command)s?: (.*)$/.exec(message)?.[1];
  if (message.startsWith('Not enough non-option arguments')) {
    const [verb] = verbsOf(argv).slice(-1);
    return `fedcheck ${verb?.name ?? ''} needs ${verb?.positional ?? 'more'} after it.`;
  }
  if (unknown === undefined) return message;
  return unknown
    .split(', ')
    .map((word) => unknownSentence(word, argv))
    .join(' ');
}

function unknownSentence(word: string, argv: readonly string[]): string {
  const path = verbsOf(argv);
  const spoken = ['fedcheck', ...path.map((verb) => verb.name)].join(' ');
  const typed = argv
    .map((argument) => argument.split('=')[0])
    .find((argument) => argument?.startsWith('-') === true && argument.replace(/^-+(no-)?/, '') === word);
  if (typed !== undefined) {
    const names = [...Object.keys(path.at(-1)?.options ?? {}), 'help', 'version'].map((name) => `--${name}`);
    return `${typed} is not an option of ${spoken}.${didYouMean(typed, names)} See ${spoken} --help.`;
  }
  const below = path.length === 0 ? verbs : (path.at(-1)?.verbs ?? []);
  if (below.length === 0) return `'${word}' is more than ${spoken} takes. See ${spoken} --help.`;
  return `'${word}' is not a verb of ${spoken}.${didYouMean(
    word,
    below.map((verb) => verb.name),
  )} See ${spoken} --help.`;
}

/** The verbs that the arguments begin with, outermost first. */
function verbsOf(argv: readonly string[]): readonly Verb[] {
  const path: Verb[] = [];
  let candidates = verbs;
  for (const word of argv) {
    const found = candidates.find((verb) => verb.name === word);
    if (found === undefined) continue;
    path.push(found);
    candidates = found.verbs;
  }
  return path;
}

/** yargs throws its own errors past `fail` for an option without its value. */
function asUsageError(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'YError') return error;
  const option = /^Not enough arguments following: (.*)$/.exec(error.message)?.[1];
  return new UsageError(option === undefined ? error.message : `--${option} needs a value after it.`, { cause: error });
}
