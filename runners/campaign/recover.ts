import { z } from 'zod';
import { type Result, resultSchema, type RunRecord, runSchema } from '../../reports/model/record.ts';

/** Lines of events.jsonl. The first holds the record without results, and a not-run result for everything planned. */
const beginningSchema = z.object({ type: z.literal('planned'), run: runSchema, planned: z.array(resultSchema) });
const resultEventSchema = z.object({ type: z.enum(['finished', 'amended']), result: resultSchema });

const keyOf = ({ scenario, direction }: Result): string => `${scenario} ${direction}`;

/** The record of a run that ended early: what was found, in the order of the plan, and not-run for the rest. */
export function completeRun(
  run: RunRecord,
  planned: readonly Result[],
  found: readonly Result[],
  stopped: string,
): RunRecord {
  const latest = new Map(found.map((result) => [keyOf(result), result]));
  const results = planned.map((blank) => latest.get(keyOf(blank)) ?? blank);
  return { ...run, partial: true, stopped, results };
}

/**
 * The record of a run that ended before run.json was written, from the text of its events.jsonl. A last line that was cut
 * is left out; `stopped` says so, and names other damage. Throws an Error, the end of a sentence, when the first line is of no use.
 */
export function recoverRun(text: string): RunRecord {
  const [first = '', ...rest] = text.split('\n');
  const beginning = beginningSchema.safeParse(parsed(first));
  if (!beginning.success) throw new Error('its first line does not hold the plan of the run');
  const results: Result[] = [];
  const damaged: number[] = [];
  let isCut = false;
  for (const [index, line] of rest.entries()) {
    const event = resultEventSchema.safeParse(parsed(line));
    if (event.success) results.push(event.data.result);
    else if (index < rest.length - 1) damaged.push(index + 2);
    else isCut = line !== '';
  }
  const loss = damaged.length === 0 ? '' : `; of events.jsonl, line ${damaged.join(', ')} could not be read`;
  const cut = !isCut ? '' : '; the last line of events.jsonl was cut off, and is left out';
  return completeRun(
    beginning.data.run,
    beginning.data.planned,
    results,
    `fedcheck was ended before it could write its record${loss}${cut}`,
  );
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
