/** Readers of the scripts' options. They throw what is wrong as a sentence. */
import process from 'node:process';

const products = ['prosody', 'ejabberd'];

/**
 * What was read, or the end of the process with the sentence that says what is wrong.
 * @template Options
 * @param {() => Options} read
 * @returns {Options}
 */
export function orEnd(read) {
  try {
    return read();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}

/** @param {string} text */
export function runsFrom(text) {
  const runs = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(runs) && runs >= 1) return runs;
  throw new Error(`--runs is ${JSON.stringify(text)}; it must be a whole number from 1.`);
}

/**
 * The products of A and B.
 * @param {string} text
 * @returns {[a: string, b: string]}
 */
export function pairFrom(text) {
  const [a = '', b = '', ...more] = text.split(',');
  if (products.includes(a) && products.includes(b) && more.length === 0) return [a, b];
  throw new Error(
    `--pair is ${JSON.stringify(text)}; it must be two of ${products.join(' and ')} with a comma between, such as prosody,ejabberd.`,
  );
}
