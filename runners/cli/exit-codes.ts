/** Exit codes; never a count. Several at once: 2, then 4, 1, 3. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  incomplete: 3,
  trouble: 4,
  nothingSelected: 5,
  gate: 6,
  interrupted: 130,
} as const;

export const exitCodesText = [
  'Exit codes:',
  '    0  all selected passed (warnings allowed unless --strict)',
  '    1  at least one unexpected fail, or a function that is declared and missing',
  '    2  usage or configuration',
  '    3  inconclusive or incomplete',
  '    4  tool error, or a target that cannot be reached',
  '    5  nothing selected',
  '    6  a verify or compare gate failed',
  '  130  interrupted',
].join('\n');

const meanings: Readonly<Record<number, string>> = {
  0: 'all selected passed, warnings and known deviations aside',
  1: 'at least one unexpected fail, or a function that is declared and missing',
  2: 'usage or configuration',
  3: 'inconclusive or incomplete',
  4: 'tool error, or a target that cannot be reached',
  5: 'nothing selected',
  130: 'interrupted',
};

/** What the last line of a run says: `Exit 1: at least one unexpected fail.` */
export const exitSentence = (code: number): string => `Exit ${String(code)}: ${meanings[code] ?? 'see above'}.`;
