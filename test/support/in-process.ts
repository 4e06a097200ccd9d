import { main } from '../../runners/cli/program.ts';
import { captureIo } from '../cli/capture.ts';

export interface Outcome {
  readonly code: number;
  /** Standard error. */
  readonly said: string;
  readonly out: string;
  readonly ms: number;
}

/** Runs a verb in this process, with this environment and nothing else of ours. */
export async function attempt(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const io = captureIo(environment);
  const began = performance.now();
  const code = await main(argv, io);
  return { code, said: io.stderr.text, out: io.stdout.text, ms: performance.now() - began };
}

/** All that a verb says when it ends early: one line, the sentence; before it at most how many results lack accounts. */
export const oneSentence = /^(?:[\d:]+ \d+ of \d+ results will not run[^\n]+\n)?fedcheck: [^\n]+[.?]\n$/;
