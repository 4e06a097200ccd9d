import { type EntryRow, entryRows } from './coverage.ts';
import type { RunRecord } from './record.ts';

/**
 * The security gate: the requirements whose breach lets somebody read, forge, or inject what is not theirs.
 * One breach breaks the gate, whatever else passed.
 */
export interface SecurityGate {
  /** `open`: nothing broken was seen, but not everything was judged. `absent`: none of it was in the run. */
  readonly state: 'held' | 'broken' | 'open' | 'absent';
  readonly rows: readonly EntryRow[];
  readonly broken: readonly EntryRow[];
  readonly open: readonly EntryRow[];
}

const openStates: readonly EntryRow['state'][] = ['undetermined', 'satisfied in part', 'not tested'];

export function securityGate(run: RunRecord): SecurityGate {
  const rows = entryRows(run).filter(({ entry }) => entry.critical);
  const broken = rows.filter(({ state }) => state === 'not satisfied');
  const open = rows.filter(({ state }) => openStates.includes(state));
  const exercised = rows.some(({ results }) => results.some(({ verdict }) => verdict !== 'not-run'));
  const state = broken.length > 0 ? 'broken' : !exercised ? 'absent' : open.length > 0 ? 'open' : 'held';
  return { state, rows, broken, open };
}
