import { Administration } from '../accounts/admin.ts';
import { sampleAccount } from '../accounts/made.ts';
import { AccountRefused } from '../accounts/refusal.ts';
import { Registration } from '../accounts/register.ts';
import type { Plan, Service } from '../config/plan.ts';
import type { Stream } from '../transport/stream.ts';
import { remedyFor } from './doctor-side.ts';
import { type Finding, ok, problem } from './finding.ts';

/** Whether a run may ask to have its accounts registered. None is registered here, so a server may still refuse it then. */
export async function lookAtRegistration(
  service: Service,
  run: Plan['run'],
  count: number,
  signal: AbortSignal,
): Promise<Finding> {
  return await look(
    () => new Registration(service, run).look(sampleAccount(service), signal),
    `in-band registration is offered; a run registers ${String(count)} and deletes them`,
  );
}

/** Whether the administrator of the plan may add and delete accounts; nothing where the plan names none. */
export async function lookAtAdministration(
  service: Service,
  run: Plan['run'],
  stream: Stream,
): Promise<readonly Finding[]> {
  const { making } = service;
  if (making?.by !== 'admin') return [];
  const said = `${making.admin.jid} may add and delete them; a run makes ${String(making.count)} and deletes them`;
  return [await look(() => new Administration(service, run, making.admin).look(stream, sampleAccount(service)), said)];
}

async function look(act: () => Promise<void>, said: string): Promise<Finding> {
  try {
    await act();
    return ok('accounts', said);
  } catch (error) {
    if (error instanceof AccountRefused) return problem('accounts', error.finding, error.remedy);
    return problem('accounts', error instanceof Error ? error.message : String(error), remedyFor(error));
  }
}
