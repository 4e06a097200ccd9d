import { KeptLog } from '../campaign/kept.ts';
import type { RunCampaign } from '../campaign/types.ts';
import { whenKilled, withMadeAccounts } from './made.ts';

/** The campaign with the accounts that its plan wants made; what could not be deleted afterwards is in the record's `cleanup`. */
export const withAccounts =
  (campaign: RunCampaign): RunCampaign =>
  async (options) => {
    const { plan, runId, signal, onEvent, directory } = options;
    const { a, b, reference } = plan;
    if ([a, b, reference].every((service) => service?.making === undefined)) return await campaign(options);
    const left: string[] = [];
    const kept = new KeptLog(directory);
    const making = kept.story();
    try {
      const run = await withMadeAccounts(
        plan,
        {
          runId,
          signal,
          say: (text) => onEvent({ type: 'preflight', text }),
          announce: (accounts) => {
            for (const { jid } of accounts) making.keep({ what: 'account', account: jid });
          },
          leftBehind: (what) => left.push(...what),
        },
        (made, accounts) => campaign({ ...options, plan: made, kept, leftWhenKilled: whenKilled(accounts) }),
      );
      return { ...run, cleanup: [...run.cleanup, ...left] };
    } catch (error) {
      if (left.length > 0) onEvent({ type: 'left-behind', what: left });
      throw error;
    } finally {
      if (left.length === 0) making.done();
      kept.close();
    }
  };
