import { leftOut, select } from '../campaign/catalogue.ts';
import type { Planned, Selection } from '../campaign/types.ts';
import type { Scenario } from '../scenario/declare.ts';
import { NothingSelected } from './failure.ts';

/** One scenario in one direction, and whether it would run. */
export interface Choice extends Planned {
  readonly runs: boolean;
  /** Why it would not run; empty when it would. */
  readonly why: string;
}

/** Every scenario in both directions: what would run, and why the others would not. Throws a UsageError as `select` does. */
export function choices(scenarios: readonly Scenario[], selection: Selection, heavy: boolean): readonly Choice[] {
  const whyOut = leftOut(scenarios, selection);
  return select(scenarios, {}).map(({ scenario, direction }): Choice => {
    const wrongWay = selection.direction !== undefined && selection.direction !== direction;
    const waits = scenario.heavy === true && !heavy;
    const why = whyOut(scenario) ?? (wrongWay ? 'the other direction is selected' : waits ? 'needs --heavy' : '');
    return { scenario, direction, runs: why === '', why };
  });
}

/** What a run plans, heavy ones included, and whether something was left out. Throws NothingSelected for an empty plan. */
export function planFor(
  scenarios: readonly Scenario[],
  selection: Selection,
): { readonly planned: readonly Planned[]; readonly filtered: boolean } {
  const planned = select(scenarios, selection);
  if (planned.length === 0) {
    throw new NothingSelected(
      'Nothing is selected: the selectors leave no scenario over. Use fewer of them; fedcheck list shows what there is.',
    );
  }
  return { planned, filtered: planned.length < select(scenarios, {}).length };
}
