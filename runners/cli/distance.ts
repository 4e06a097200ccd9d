import { randomInt } from 'node:crypto';
import { durationForm, parseDuration } from '../config/values.ts';
import { UsageError } from '../config/usage-error.ts';
import type { Distance } from '../lab/distance.ts';

const seeds = 2 ** 32;

export const distanceOptions = {
  'round-trip': {
    type: 'string',
    requiresArg: true,
    describe: 'Time that a round trip on each stream takes on top, such as 50ms',
  },
  jitter: {
    type: 'string',
    requiresArg: true,
    describe: 'Time that each chunk on each stream takes on top at most, drawn anew for each, such as 30ms',
  },
  'jitter-seed': { type: 'string', requiresArg: true, describe: 'Number that draws the same delays again' },
} as const;

interface DistanceFlags {
  readonly 'round-trip'?: string | undefined;
  readonly jitter?: string | undefined;
  readonly 'jitter-seed'?: string | undefined;
}

/** What the options ask for; undefined when nothing does. Throws a UsageError for what cannot be used. */
export function parseDistance(flags: DistanceFlags): Distance | undefined {
  const roundTripMs = duration('round-trip', flags['round-trip']);
  const mostMs = duration('jitter', flags.jitter);
  const seed = parseSeed(flags['jitter-seed']);
  if (mostMs !== undefined)
    return { roundTripMs: roundTripMs ?? 0, jitter: { mostMs, seed: seed ?? randomInt(seeds) } };
  if (seed !== undefined)
    throw new UsageError('--jitter-seed does nothing by itself; say with --jitter how much a delay may vary.');
  return roundTripMs === undefined ? undefined : { roundTripMs };
}

function duration(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const ms = parseDuration(given);
  if (ms === undefined) throw new UsageError(`--${option} is ${JSON.stringify(given)}; it must be ${durationForm}.`);
  return ms;
}

function parseSeed(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const seed = Number(given);
  if (/^\d+$/.test(given) && seed < seeds) return seed;
  throw new UsageError(
    `--jitter-seed is ${JSON.stringify(given)}; it must be a whole number from 0 to ${String(seeds - 1)}.`,
  );
}
