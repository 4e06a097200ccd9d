/** What a run record says about speed and stability. Pure. */

/**
 * @typedef {object} Result
 * @property {string} scenario
 * @property {string} direction
 * @property {string} verdict
 * @property {number} durationMs
 *
 * @typedef {object} Run
 * @property {string} startedAt
 * @property {string | null} finishedAt
 * @property {number} floorMs sum over results of round trips times the measured round-trip time
 * @property {Result[]} results
 */

/**
 * @param {Run} run
 * @returns {[name: string, value: string][]}
 */
export function figures({ startedAt, finishedAt, floorMs, results }) {
  const exercised = results.filter(({ verdict }) => verdict !== 'not-run');
  const wallMs = Date.parse(finishedAt ?? '') - Date.parse(startedAt);
  const storiesMs = exercised.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return [
    ['results', `${results.length}, ${exercised.length} exercised (${tally(results)})`],
    ['campaign', `${(wallMs / 1000).toFixed(2)} s`],
    ['verdicts per second', ((exercised.length * 1000) / wallMs).toFixed(1)],
    ['median of a scenario', `${median(exercised.map(({ durationMs }) => durationMs)).toFixed(0)} ms`],
    ['slowest', slowest(exercised)],
    ['round-trip floor', `${(floorMs / 1000).toFixed(2)} s`],
    ['campaign to floor', (wallMs / floorMs).toFixed(1)],
    ['scenarios to floor', (storiesMs / floorMs).toFixed(1)],
  ];
}

/**
 * Results whose verdict is not the same in all runs, each as a line.
 * @param {readonly Run[]} runs
 * @returns {string[]}
 */
export function differences(runs) {
  /** @type {Map<string, string[]>} */
  const verdicts = new Map();
  for (const [index, { results }] of runs.entries()) {
    for (const { scenario, direction, verdict } of results) {
      const key = `${scenario} ${direction}`;
      const seen = verdicts.get(key) ?? runs.map(() => 'absent');
      seen[index] = verdict;
      verdicts.set(key, seen);
    }
  }
  return [...verdicts].filter(([, seen]) => new Set(seen).size > 1).map(([key, seen]) => `${key}: ${seen.join(', ')}`);
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle - 1)] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/** @param {readonly Result[]} results */
function slowest(results) {
  return [...results]
    .sort((left, right) => right.durationMs - left.durationMs)
    .slice(0, 3)
    .map(({ scenario, direction, durationMs }) => `${scenario} ${direction} ${durationMs.toFixed(0)} ms`)
    .join(', ');
}

/** @param {readonly Result[]} results */
function tally(results) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { verdict } of results) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return Object.entries(counts)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ');
}
