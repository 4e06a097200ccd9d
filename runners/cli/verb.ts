import type { InferredOptionTypes, Options, PositionalOptions } from 'yargs';
import type { Io } from './io.ts';

type OptionSet = Readonly<Record<string, Options>>;

/** What a verb is given: its options under their names, and its positional arguments as text. */
export type Arguments<O extends OptionSet> = InferredOptionTypes<O> & { readonly words: readonly string[] };

/** One verb of the command line, as the program sees it. */
export interface Verb {
  readonly name: string;
  /** Positional arguments in the notation of yargs, such as '[jids..]'; empty for none. */
  readonly positional: string;
  readonly about: Readonly<Record<string, PositionalOptions>>;
  readonly describe: string;
  readonly options: OptionSet;
  /** Command and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  /** Verbs below this one; then it does nothing itself. */
  readonly verbs: readonly Verb[];
  readonly act: (parsed: Readonly<Record<string, unknown>>, io: Io, argv: readonly string[]) => Promise<number>;
}

interface VerbSpec<O extends OptionSet> extends Pick<Verb, 'name' | 'describe' | 'examples'> {
  readonly positional?: { readonly name: string; readonly notation: string; readonly describe: string };
  readonly options: O;
  /** Resolves with the exit code. `argv` is what was typed, for the command that repeats it. */
  readonly act: (args: Arguments<O>, io: Io, argv: readonly string[]) => Promise<number>;
}

/** Declares a verb with typed options. */
export function verb<const O extends OptionSet>(spec: VerbSpec<O>): Verb {
  const { positional } = spec;
  return {
    name: spec.name,
    positional: positional?.notation ?? '',
    about: positional === undefined ? {} : { [positional.name]: { describe: positional.describe, type: 'string' } },
    describe: spec.describe,
    options: spec.options,
    examples: spec.examples,
    verbs: [],
    act: (parsed, io, argv) => {
      const given = positional === undefined ? [] : [parsed[positional.name] ?? []].flat();
      return spec.act({ ...parsed, words: given.map(String) } as unknown as Arguments<O>, io, argv);
    },
  };
}

/** A verb that only groups others. */
export const group = (name: string, describe: string, verbs: readonly Verb[]): Verb => ({
  name,
  positional: '',
  about: {},
  describe,
  options: {},
  examples: verbs.flatMap((inner) => inner.examples.slice(0, 1)),
  verbs,
  act: () => Promise.reject(new Error(`fedcheck ${name} does nothing by itself`)),
});
