/** What changed between the first run of a soak and a later one. Pure. */
import { join } from 'node:path';

/**
 * @typedef {{ path: string, lines?: [number, number] | undefined }} Evidence within the folder of the run
 * @typedef {{ scenario: string, direction: string, verdict: string, reasonCode: string, actual: string,
 *   evidence: readonly Evidence[] }} Result
 * @typedef {{ count: number, condition: string, folder: string, results: readonly Result[] }} Soaked one run, what it
 *   was under and where its evidence lies
 */

/**
 * Each verdict that differs, with both runs' reasons and transcripts, as lines.
 * @param {Soaked} first
 * @param {Soaked} later
 * @returns {string[][]}
 */
export function changes(first, later) {
  const before = byStory(first);
  const after = byStory(later);
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((story) => before.get(story)?.verdict !== after.get(story)?.verdict)
    .map((story) => [story, ...side(first, before.get(story)), ...side(later, after.get(story))]);
}

/** @param {Soaked} soaked */
const byStory = ({ results }) => new Map(results.map((result) => [`${result.scenario} ${result.direction}`, result]));

/**
 * @param {Soaked} soaked
 * @param {Result | undefined} result
 */
function side({ count, condition, folder }, result) {
  const said = result === undefined ? 'absent' : [result.verdict, reasonOf(result)].filter(Boolean).join(', ');
  const kept = (result?.evidence ?? []).map(
    ({ path, lines }) => `    ${join(folder, path)}${lines === undefined ? '' : `, lines ${lines[0]} to ${lines[1]}`}`,
  );
  return [`  run ${count}, under ${condition}: ${said}`, ...(kept.length > 0 ? kept : ['    no transcript'])];
}

/**
 * What a server says must not reach the terminal as more than text.
 * @param {Result} result
 */
const reasonOf = ({ reasonCode, actual }) =>
  [reasonCode, actual]
    .filter(Boolean)
    .join(': ')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
