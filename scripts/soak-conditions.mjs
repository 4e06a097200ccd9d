/** What the runs of a soak are under, in turn. */
import { busyCore, slowDisk } from './burden.mjs';

/**
 * @typedef {object} Condition
 * @property {string} name
 * @property {readonly string[]} args for `fedcheck lab run`
 * @property {(folder: string) => import('./burden.mjs').Burden} [start] puts it on the machine; what the servers write
 *   lies in the folder
 */

/**
 * @param {number} run from 1; also seeds the jitter, so that no two runs draw the same delays
 * @returns {Condition}
 */
export function conditionOf(run) {
  /** @type {[Condition, ...Condition[]]} */
  const conditions = [
    { name: 'nothing', args: [] },
    { name: 'added latency (--round-trip 50ms)', args: ['--round-trip', '50ms'] },
    {
      name: `jitter (--jitter 30ms --jitter-seed ${run})`,
      args: ['--jitter', '30ms', '--jitter-seed', String(run)],
    },
    { name: 'a busy core', args: [], start: busyCore },
    { name: 'slow disks', args: [], start: slowDisk },
  ];
  return conditions[(run - 1) % conditions.length] ?? conditions[0];
}
