import { missingFunctions } from './claims-functions.ts';
import { countVerdicts } from './count.ts';
import type { Result, RunRecord } from './record.ts';

export interface ExitOptions {
  /** A warning counts as a fail. */
  readonly strict?: boolean;
}

/**
 * The exit code that the record calls for: 0, or the first that applies of 4, 1, 3 and 5.
 * A fail or a refusal that is a known deviation is not unexpected; it stays one in every report. A function that a provider declares
 * for its own users, and that is missing across federation, counts like a fail.
 * Usage (2), gates (6) and the interrupt (130) are not in the record.
 */
export function exitCode(run: RunRecord, { strict = false }: ExitOptions = {}): 0 | 1 | 3 | 4 | 5 {
  const isOnRecord = ({ known, verdict }: Result): boolean =>
    known !== undefined && (verdict === 'fail' || verdict === 'refused');
  const counts = countVerdicts(run.results.filter((result) => !isOnRecord(result)));
  if (counts.error > 0) return 4;
  if (run.partial && run.stopped !== '' && !run.stopped.startsWith('interrupted')) return 4;
  if (counts.fail > 0 || (strict && counts.warn > 0) || missingFunctions(run).length > 0) return 1;
  if (run.partial || counts.inconclusive > 0 || counts.refused > 0) return 3;
  return run.results.length === 0 ? 5 : 0;
}
