import type { EffectiveValue } from './effective.ts';
import type { Plan, Service } from './plan.ts';
import type { PlanFileData, SideData } from './plan-schema.ts';
import { accountsPerLane } from './side.ts';
import { UsageError } from './usage-error.ts';

/** How many accounts a run has there, those that are still to be made among them. */
export const accountsOn = ({ accounts, making }: Service): number => making?.count ?? accounts.length;

/** Accounts that each lane has at least, by a plan file alone: no password is looked up. */
export function accountsInFile({ a, b, run }: PlanFileData): Readonly<Record<'A' | 'B', number>> {
  const lanes = run?.lanes ?? 1;
  const aLane = ({ accounts, others = [] }: SideData): number =>
    accounts === undefined
      ? Math.floor((1 + others.length) / lanes)
      : Math.floor((accounts.count ?? lanes * accountsPerLane) / lanes);
  return { A: aLane(a), B: aLane(b) };
}

/** Whether a domain is the one named, or one of those that `*.` stands for. */
const isAt = (domain: string, named = ''): boolean =>
  named.startsWith('*.') ? domain.endsWith(named.slice(1)) : domain === named;

/** Checks what only shows when both sides are known. Throws a UsageError. */
export function checkSides(plan: Plan, effective: readonly EffectiveValue[]): void {
  if (plan.a.domain === plan.b.domain) {
    throw new UsageError(
      `Both accounts are on ${plan.a.domain}; federation needs two servers, so name accounts of two different domains.`,
    );
  }
  for (const service of [plan.a, plan.b]) {
    const jids = service.accounts.map((account) => account.jid.toLowerCase());
    const twice = jids.find((jid, index) => jids.indexOf(jid) !== index);
    if (twice !== undefined)
      throw new UsageError(`The account ${twice} is named twice; every account of a side must be another one.`);
  }
  const { lanes, unreachable } = plan.run;
  const served = [plan.a.domain, plan.b.domain].find((domain) => isAt(domain, unreachable));
  if (served !== undefined) {
    const origin = effective.find((entry) => entry.path === 'run.unreachable')?.origin ?? 'default';
    throw new UsageError(
      `run.unreachable is ${JSON.stringify(unreachable)} (${origin}), but ${served} is a service under test; ` +
        'name a domain at which no server answers, or leave it out.',
    );
  }
  for (const [key, service] of [
    ['A', plan.a],
    ['B', plan.b],
  ] as const) {
    const needed = lanes * accountsPerLane;
    const found = accountsOn(service);
    if (lanes > 1 && found < needed) {
      const origin = effective.find((entry) => entry.path === 'run.lanes')?.origin ?? 'default';
      const more = service.making === undefined ? 'add accounts under others' : 'raise accounts.count, or leave it out';
      throw new UsageError(
        `lanes is ${String(lanes)} (${origin}), which needs ${String(needed)} accounts on each side, but ${key} has ${String(found)}; ` +
          `${more}, or use fewer lanes.`,
      );
    }
  }
}
