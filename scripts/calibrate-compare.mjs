/**
 * @typedef {{ scenario: string, direction: string, verdict: string, atFault: string | null, actual: string, known?: string }} Result
 * @typedef {{ product: string, scenario: string, verdict: string }} Deviation
 */

const decided = ['pass', 'fail', 'warn', 'not-applicable', 'refused'];

/**
 * What a run showed against what is on record, one sentence each; both a new deviation and a vanished one count.
 * @param {{ results: readonly Result[] }} run
 * @param {readonly [string, string]} pair products of A and B
 * @param {readonly Deviation[]} deviations
 * @returns {string[]}
 */
export function surprises({ results }, pair, deviations) {
  const lines = [];
  for (const { scenario, direction, verdict, actual, known } of results) {
    const deviates = verdict === 'fail' || verdict === 'warn';
    if (deviates && known === undefined) lines.push(`new: ${scenario} ${direction} ${verdict}: ${actual}`);
    if (verdict === 'inconclusive' || verdict === 'error')
      lines.push(`undecided: ${scenario} ${direction} ${verdict}: ${actual}`);
  }
  for (const { product, scenario, verdict } of deviations) {
    const judged = results.filter((result) => result.scenario === scenario && decided.includes(result.verdict));
    for (const [index, side] of ['A', 'B'].entries()) {
      if (pair[index] !== product || judged.length === 0) continue;
      // A warning about what binds both servers names neither.
      const blamed = [side, 'both', 'undetermined'];
      const shows = judged.some((result) => result.verdict === verdict && blamed.includes(String(result.atFault)));
      if (!shows) lines.push(`gone: ${scenario} no longer ends in ${verdict} on ${product} as ${side}`);
    }
  }
  return lines;
}
