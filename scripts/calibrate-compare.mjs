/**
 * @typedef {{ scenario: string, direction: string, verdict: string, atFault: string | null, actual: string, known?: string,
 *   accountable: { party: string, domain: string }, durationMs: number }} Result
 * @typedef {import('./bench-figures.mjs').Run & { results: Result[],
 *   targets: Record<'a' | 'b', { domain: string, software: string }> }} Run
 * @typedef {{ scenario: string, verdict: string }} Deviation
 * @typedef {{ product: string, version: string, deviations: readonly Deviation[],
 *   notApplicable: readonly { scenario: string }[] }} Expected what one product in one version shows; everything else passes
 */

const decided = ['pass', 'fail', 'warn', 'not-applicable', 'refused'];

/**
 * What a run showed against what is on record, one sentence each; both a new deviation and a vanished one count.
 * @param {Run} run
 * @param {readonly [string, string]} pair products of A and B
 * @param {readonly Expected[]} expected
 * @returns {string[]}
 */
export function surprises({ results, targets }, pair, expected) {
  const sides = /** @type {const} */ (['a', 'b']).map((side, index) => {
    const { domain, software } = targets[side];
    const onRecord = expected.find(
      ({ product, version }) => product === pair[index] && software.split(' ').some((word) => word.startsWith(version)),
    );
    return { name: side.toUpperCase(), domain, software, product: pair[index], onRecord };
  });
  const lines = sides
    .filter(({ onRecord }) => onRecord === undefined)
    .map(({ name, software }) => `unknown: nothing is on record for ${software}, which is ${name}`);
  for (const { scenario, direction, verdict, actual, known, accountable } of results) {
    const named = `${scenario} ${direction}`;
    if ((verdict === 'fail' || verdict === 'warn') && known === undefined)
      lines.push(`new: ${named} ${verdict}: ${actual}`);
    if (['inconclusive', 'error'].includes(verdict) || (verdict === 'refused' && known === undefined))
      lines.push(`undecided: ${named} ${verdict}: ${actual}`);
    const bound = sides.filter(({ domain }) => accountable.domain.split(', ').includes(domain));
    const may = bound.some(({ onRecord }) => onRecord?.notApplicable.some((one) => one.scenario === scenario));
    if (verdict === 'not-applicable' && !may) lines.push(`new: ${named} not applicable: ${actual}`);
  }
  for (const side of sides) lines.push(...gone(side, results));
  return lines;
}

/**
 * @param {{ name: string, domain: string, product: string | undefined, onRecord: Expected | undefined }} side
 * @param {readonly Result[]} results
 * @returns {string[]}
 */
function gone({ name, domain, product, onRecord }, results) {
  const judgedOf = (/** @type {string} */ scenario) =>
    results.filter((result) => result.scenario === scenario && decided.includes(result.verdict));
  const lines = [];
  for (const { scenario, verdict } of onRecord?.deviations ?? []) {
    const judged = judgedOf(scenario);
    // A warning about what binds both servers names neither.
    const blamed = [name, 'both', 'undetermined'];
    const shows = judged.some(
      (result) => result.verdict === verdict && (verdict === 'refused' || blamed.includes(String(result.atFault))),
    );
    if (judged.length > 0 && !shows)
      lines.push(`gone: ${scenario} no longer ends in ${verdict} on ${product} as ${name}`);
  }
  for (const { scenario } of onRecord?.notApplicable ?? []) {
    const judged = judgedOf(scenario).filter(({ accountable }) => accountable.domain.split(', ').includes(domain));
    if (judged.length > 0 && judged.every(({ verdict }) => verdict !== 'not-applicable'))
      lines.push(`gone: ${scenario} now applies to ${product} as ${name}`);
  }
  return lines;
}
