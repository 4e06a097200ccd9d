import { leftOut, missingOption, select } from '../campaign/catalogue.ts';
import { type AccountCounts, tooFew } from '../campaign/seats.ts';
import type { Planned, Selection } from '../campaign/types.ts';
import { accountsOn } from '../config/check-sides.ts';
import type { Plan } from '../config/plan.ts';
import type { Scenario } from '../scenario/declare.ts';
import { NothingSelected } from './failure.ts';

/** One scenario in one direction, and whether it would run. */
export interface Choice extends Planned {
  readonly runs: boolean;
  /** Why it would not run; empty when it would. */
  readonly why: string;
}

/** The options of a run that some scenarios need. */
type Options = Parameters<typeof missingOption>[1];

const needs = 'needs --';

/** True where nothing but an option keeps it from running. */
export const onlyWaits = ({ why }: Choice): boolean => why.startsWith(needs);

/** What a run says before it begins, where accounts are too few for some of what is planned; else nothing. */
export function accountsWarning(planned: readonly Planned[], accounts: AccountCounts): string {
  const short = planned.filter(({ scenario, direction }) => tooFew(scenario, direction, accounts) !== '').length;
  return short === 0
    ? ''
    : `${String(short)} of ${String(planned.length)} results will not run, for they need more accounts than there are ` +
        `(A ${String(accounts.A)}, B ${String(accounts.B)}): name others, or have accounts made, in the plan file.`;
}

/** Accounts that each lane of the plan has at least, those that are still to be made among them. */
export const accountsALane = ({ a, b, run }: Plan): AccountCounts => ({
  A: Math.floor(accountsOn(a) / run.lanes),
  B: Math.floor(accountsOn(b) / run.lanes),
});

/** Every scenario in both directions: what would run, and why the others would not. Throws a UsageError as `select` does. */
export function choices(
  scenarios: readonly Scenario[],
  selection: Selection,
  run: Options,
  accounts?: AccountCounts,
): readonly Choice[] {
  const whyOut = leftOut(scenarios, selection);
  return select(scenarios, {}).map(({ scenario, direction }): Choice => {
    const wrongWay = selection.direction !== undefined && selection.direction !== direction;
    const option = missingOption(scenario, run);
    const waits = option === undefined ? '' : `${needs}${option}`;
    const seats = accounts === undefined ? '' : tooFew(scenario, direction, accounts);
    const why = whyOut(scenario) ?? (wrongWay ? 'the other direction is selected' : waits || seats);
    return { scenario, direction, runs: why === '', why };
  });
}

/** What a run plans, those that lack an option included, and whether something was left out. Throws NothingSelected for an empty plan. */
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
