import { UsageError } from './usage-error.ts';

/** One value that a run works with, and where it comes from. Plain data; a secret's value is stars. */
export interface EffectiveValue {
  /** Key as in the plan file, such as run.lanes. */
  readonly path: string;
  readonly value: string | number | boolean | readonly string[];
  /** Such as 'flag --lanes', 'environment FEDCHECK_LANES', 'plan.yaml:12', 'default'. */
  readonly origin: string;
}

/** A value that one source offers, if it does. */
export interface Offer {
  readonly origin: string;
  readonly text: string | undefined;
}

export const fromFlag = (name: string, text: string | undefined): Offer => ({ origin: `flag --${name}`, text });

export const fromEnvironment = (name: string, environment: NodeJS.ProcessEnv): Offer => ({
  origin: `environment ${name}`,
  text: environment[name] === '' ? undefined : environment[name],
});

/**
 * The first offer that is made, read by `parse`; the order of offers is the order of precedence.
 * Throws a UsageError that names the origin when the text is not of the wanted form.
 */
export function choose<T>(
  offers: readonly Offer[],
  parse: (text: string) => T | undefined,
  form: string,
): { value: T; origin: string } | undefined {
  const offer = offers.find((candidate) => candidate.text !== undefined);
  if (offer?.text === undefined) return undefined;
  const value = parse(offer.text);
  if (value === undefined)
    throw new UsageError(`${inWords(offer.origin)} is ${JSON.stringify(offer.text)}; it must be ${form}.`);
  return { value, origin: offer.origin };
}

const inWords = (origin: string): string =>
  origin.replace(/^flag /, '').replace(/^environment (.*)$/, 'The environment variable $1');
