import type { Options } from 'yargs';
import { UsageError } from '../config/usage-error.ts';
import { didYouMean } from '../config/suggest.ts';
import { directions, type Direction } from '../../reports/model/record.ts';
import type { Selection } from '../campaign/types.ts';
import type { Flags } from '../config/flags.ts';

const text = (describe: string) => ({ type: 'string', requiresArg: true, describe }) as const satisfies Options;
/** An option that may be given several times. */
export const several = (describe: string) =>
  ({ type: 'string', array: true, requiresArg: true, describe }) as const satisfies Options;
const flag = (describe: string) => ({ type: 'boolean', describe }) as const satisfies Options;

/** Options that narrow what runs; each may be given several times. */
export const selectors = {
  scenario: several('Only these scenarios: an id, or a glob such as "rfc6121.*"'),
  exclude: several('Not these scenarios: an id or a glob'),
  area: several('Only these areas, such as muc'),
  specification: several('Only these specifications, such as "RFC 6121"'),
  level: several('Only requirements of this level, such as MUST'),
  party: several('Only where this role is accountable, such as recipientServer'),
  profile: several('Only what a profile, one of its levels or of its views asks for, such as dma or L1-T'),
  direction: text("Only one direction: 'A->B' or 'B->A'"),
} as const;

/** Options of everything that runs scenarios. */
export const running = {
  lanes: text('Account sets that work side by side (three accounts a side for each)'),
  deadline: text('Bound of every wait, such as 15s or 500ms'),
  heavy: flag('Run the slow and large scenarios too'),
  dns: text("Address and port of the DNS server to ask; the system's by default"),
  unreachable: text('Domain that resolves, but at which no server answers; "*.dead.example" for any name below it'),
  results: text('Folder for the results; each run makes a folder of its own in it (default: fedcheck-results)'),
} as const;

/** Options that say which two services are meant. */
export const targets = {
  config: text('Plan file'),
  'password-stdin': flag(
    "Read the passwords from standard input: A's on the first line, B's on the second, the reference's on the third",
  ),
  'make-accounts': text("'register': have accounts registered on the domains named, and deleted at the end"),
  'password-file': text('Read the passwords from this file, in the same form'),
} as const;

export const color = { color: flag('Colour on a terminal (--no-color or NO_COLOR switch it off)') } as const;
export const strict = { strict: flag('A warning counts as a failure') } as const;

interface SelectorValues {
  readonly scenario?: string[] | undefined;
  readonly exclude?: string[] | undefined;
  readonly area?: string[] | undefined;
  readonly specification?: string[] | undefined;
  readonly level?: string[] | undefined;
  readonly party?: string[] | undefined;
  readonly profile?: string[] | undefined;
  readonly direction?: string | undefined;
}

const parseDirection = (text: string): Direction => {
  const found = directions.find((direction) => direction.toLowerCase() === text.toLowerCase());
  if (found === undefined) {
    throw new UsageError(
      `--direction is ${JSON.stringify(text)}; it must be 'A->B' or 'B->A', in quotes.${didYouMean(text, directions)}`,
    );
  }
  return found;
};

const filled = <K extends string>(
  key: K,
  values: readonly string[] | undefined,
): Partial<Record<K, readonly string[]>> =>
  values === undefined || values.length === 0 ? {} : ({ [key]: values } as Record<K, readonly string[]>);

/** The selection of the flags; scenarios, exclusions and profile of a plan file count where no flag gives them. */
export function selectionFrom(
  args: SelectorValues,
  planned: Readonly<Record<'scenarios' | 'exclude' | 'profile', readonly string[]>> = {
    scenarios: [],
    exclude: [],
    profile: [],
  },
): Selection {
  return {
    ...filled('scenario', args.scenario ?? planned.scenarios),
    ...filled('exclude', args.exclude ?? planned.exclude),
    ...filled('area', args.area),
    ...filled('specification', args.specification),
    ...filled('level', args.level),
    ...filled('party', args.party),
    ...filled('profile', args.profile ?? planned.profile),
    ...(args.direction === undefined ? {} : { direction: parseDirection(args.direction) }),
  };
}

interface FlagValues extends SelectorValues {
  readonly config?: string | undefined;
  readonly lanes?: string | undefined;
  readonly deadline?: string | undefined;
  readonly dns?: string | undefined;
  readonly unreachable?: string | undefined;
  readonly heavy?: boolean | undefined;
  readonly results?: string | undefined;
  readonly 'password-stdin'?: boolean | undefined;
  readonly 'password-file'?: string | undefined;
  readonly 'make-accounts'?: string | undefined;
}

/** The flags as the configuration takes them. */
export const flagsFrom = (args: FlagValues, jids: readonly string[] = []): Flags => ({
  jids,
  ...(args.config !== undefined && { config: args.config }),
  ...(args.lanes !== undefined && { lanes: args.lanes }),
  ...(args.deadline !== undefined && { deadline: args.deadline }),
  ...(args.dns !== undefined && { dns: args.dns }),
  ...(args.unreachable !== undefined && { unreachable: args.unreachable }),
  ...(args.heavy !== undefined && { heavy: args.heavy }),
  ...(args.results !== undefined && { results: args.results }),
  ...(args.scenario !== undefined && { scenario: args.scenario }),
  ...(args.exclude !== undefined && { exclude: args.exclude }),
  ...(args.profile !== undefined && { profile: args.profile }),
  ...(args['password-stdin'] !== undefined && { passwordStdin: args['password-stdin'] }),
  ...(args['make-accounts'] !== undefined && { makeAccounts: args['make-accounts'] }),
  ...(args['password-file'] !== undefined && { passwordFile: args['password-file'] }),
});
