/** Number of single-character insertions, deletions, substitutions and swaps of neighbours between two words. */
export function distance(left: string, right: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let best = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) best = Math.min(best, (before[column - 2] ?? 0) + 1);
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return previous[right.length] ?? 0;
}

/** Inputs beyond this length are no typing mistakes; comparing them would only cost time. */
const longest = 120;

/** The candidate that the word was probably meant to be, if one is near enough. Upper and lower case count as equal. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined;
  const lower = word.toLowerCase();
  let found: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const away = distance(lower, candidate.toLowerCase());
    if (away < least) {
      least = away;
      found = candidate;
    }
  }
  return found ?? beginningWith(lower, candidates);
}

function beginningWith(lower: string, candidates: Iterable<string>): string | undefined {
  if (lower.length < 3) return undefined;
  for (const candidate of candidates) {
    if (candidate.toLowerCase().startsWith(lower)) return candidate;
  }
  return undefined;
}

/** ` Did you mean 'x'?` to append to a sentence, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const found = closest(word, candidates);
  return found === undefined ? '' : ` Did you mean '${found}'?`;
}
