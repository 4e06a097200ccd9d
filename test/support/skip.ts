import { type Context, Hook, type Runnable, type Suite } from 'mocha';

const reasonKey = Symbol.for('fedcheck.skip-reason');

type Skippable = (Runnable | Suite) & { [reasonKey]?: string };

/** Skips the test, or in a `before` hook all tests of the suite, for a reason that the closing lines of `npm test` repeat. */
export function skip(context: Context, reason: string): never {
  const runnable = context.test;
  const target: Skippable | undefined = runnable instanceof Hook ? runnable.parent : runnable;
  if (target !== undefined) target[reasonKey] = reason;
  return context.skip();
}
