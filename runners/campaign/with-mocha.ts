import Mocha from 'mocha';
import type { Result } from '../../reports/model/record.ts';
import type { Planned } from './types.ts';

/** Mocha reports through our own record; its reporters would print. */
const Quiet = function quiet(): void {
  // Nothing to print.
};

/**
 * Runs the plan of one lane on a mocha of its own, built in code: a suite an area, a test a planned result.
 * Deadlines are ours, so mocha has none. Resolves when every test has run; what a test concludes is in its result.
 */
export async function runOnMocha(
  planned: readonly Planned[],
  play: (planned: Planned, upcoming: readonly Planned[]) => Promise<Result>,
): Promise<void> {
  const mocha = new Mocha({ timeout: 0, forbidOnly: true, reporter: Quiet as never });
  const suites = new Map<string, Mocha.Suite>();
  for (const [index, one] of planned.entries()) {
    const { area, title } = one.scenario;
    const suite = suites.get(area) ?? Mocha.Suite.create(mocha.suite, area);
    suites.set(area, suite);
    const test = new Mocha.Test(`${title} ${one.direction}`, async function (this: Mocha.Context) {
      const { verdict, actual } = await play(one, planned.slice(index + 1));
      if (verdict === 'not-run' || verdict === 'not-applicable') this.skip();
      if (verdict === 'fail' || verdict === 'error') throw new Error(actual);
    });
    suite.addTest(test);
    test.timeout(0);
  }
  await new Promise<void>((resolve) => {
    mocha.run(() => {
      resolve();
    });
  });
  mocha.dispose();
}
