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

const nameOf = (service: Service, { a, b }: Plan): string =>
  service === a ? 'A' : service === b ? 'B' : 'the reference';

/** Checks what only shows when all services are known. Throws a UsageError. */
export function checkSides(plan: Plan, effective: readonly EffectiveValue[]): void {
  if (plan.a.domain === plan.b.domain) {
    throw new UsageError(
      `Both accounts are on ${plan.a.domain}; federation needs two servers, so name accounts of two different domains.`,
    );
  }
  const { a, b, reference } = plan;
  const shared = [a, b].find(({ domain }) => domain === reference?.domain);
  if (shared !== undefined) {
    throw new UsageError(
      `The reference is ${shared.domain}, which is a service under test; only a third service can decide who is at fault, so name one, or leave reference out.`,
    );
  }
  const services = [a, b, ...(reference ? [reference] : [])];
  for (const service of services) {
    const jids = service.accounts.map((account) => account.jid.toLowerCase());
    const twice = jids.find((jid, index) => jids.indexOf(jid) !== index);
    if (twice !== undefined)
      throw new UsageError(`The account ${twice} is named twice; every account of a service must be another one.`);
  }
  const { lanes, unreachable } = plan.run;
  const served = services.find(({ domain }) => isAt(domain, unreachable))?.domain;
  if (served !== undefined) {
    const origin = effective.find((entry) => entry.path === 'run.unreachable')?.origin ?? 'default';
    throw new UsageError(
      `run.unreachable is ${JSON.stringify(unreachable)} (${origin}), but ${served} is a service of the plan; ` +
        'name a domain at which no server answers, or leave it out.',
    );
  }
  for (const service of services) {
    const needed = lanes * accountsPerLane;
    const found = accountsOn(service);
    if (lanes > 1 && found < needed) {
      const origin = effective.find((entry) => entry.path === 'run.lanes')?.origin ?? 'default';
      const more = service.making === undefined ? 'add accounts under others' : 'raise accounts.count, or leave it out';
      throw new UsageError(
        `lanes is ${String(lanes)} (${origin}), which needs ${String(needed)} accounts on each side, but ${nameOf(service, plan)} has ${String(found)}; ` +
          `${more}, or use fewer lanes.`,
      );
    }
  }
}
