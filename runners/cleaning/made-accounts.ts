import { Administration } from '../accounts/admin.ts';
import type { Outstanding } from '../campaign/kept.ts';
import { type Plan, Secret, type Service } from '../config/plan.ts';
import type { Deed } from './cleaner.ts';

const remedy = 'delete it as an administrator of its server, or with an administrator in the plan (make: admin)';

/** Deletes the accounts that killed runs had made, where the plan names an administrator; their passwords are gone. */
export async function deleteMade(
  plan: Plan,
  outstanding: readonly Outstanding[],
  act: boolean,
  done: Set<Outstanding>,
): Promise<readonly { readonly of: string; readonly deeds: readonly Deed[] }[]> {
  const sides = [plan.a, plan.b, ...(plan.reference ? [plan.reference] : [])].map(async (service) => {
    const lines = outstanding.filter(
      ({ kept }) => kept.what === 'account' && kept.account.endsWith(`@${service.domain}`),
    );
    const left = await leftOf(service, plan.run, lines, act);
    const deeds = lines.map((line): Deed => {
      const what = `the account ${line.kept.account}`;
      const why = left.get(line.kept.account);
      if (why !== undefined) return { outcome: 'failed', what, why };
      done.add(line);
      return { outcome: 'removed', what };
    });
    return deeds.length === 0 ? [] : [{ of: service.domain, deeds }];
  });
  return (await Promise.all(sides)).flat();
}

/** Why accounts are still there, by JID. */
async function leftOf(
  service: Service,
  run: Plan['run'],
  lines: readonly Outstanding[],
  act: boolean,
): Promise<ReadonlyMap<string, string>> {
  if (lines.length === 0) return new Map();
  const { making } = service;
  if (making?.by !== 'admin')
    return new Map(
      lines.map(({ kept }) => [kept.account, `its password is gone with the run that made it; ${remedy}`]),
    );
  if (!act) return new Map();
  const accounts = lines.map(({ kept }) => ({ jid: kept.account, password: new Secret('gone') }));
  const left = await new Administration(service, run, making.admin).remove(accounts);
  return new Map([...left].map(([{ jid }, why]) => [jid, why]));
}
