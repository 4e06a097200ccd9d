import type { RunCampaign } from '../campaign/types.ts';
import { whenKilled, withMadeAccounts } from './made.ts';

/** The campaign with the accounts that its plan wants made; what could not be deleted afterwards is in the record's `cleanup`. */
export const withAccounts =
  (campaign: RunCampaign): RunCampaign =>
  async (options) => {
    const { plan, runId, signal, onEvent } = options;
    if (plan.a.making === undefined && plan.b.making === undefined) return await campaign(options);
    const left: string[] = [];
    const making = {
      runId,
      signal,
      say: (text: string) => onEvent({ type: 'preflight', text }),
      leftBehind: (what: readonly string[]) => left.push(...what),
    };
    try {
      const run = await withMadeAccounts(plan, making, (made, accounts) =>
        campaign({ ...options, plan: made, leftWhenKilled: whenKilled(accounts) }),
      );
      return { ...run, cleanup: [...run.cleanup, ...left] };
    } catch (error) {
      if (left.length > 0) onEvent({ type: 'left-behind', what: left });
      throw error;
    }
  };
