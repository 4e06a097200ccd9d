import type { Io, Output } from '../../runners/cli/io.ts';

/** An Output that keeps what was written. */
export interface Captured extends Output {
  text: string;
}

export const captured = (isTTY = false, columns = 100): Captured => {
  const output: Captured = {
    text: '',
    isTTY,
    columns,
    write: (text) => {
      output.text += text;
    },
  };
  return output;
};

/** An Io of a test's own: nothing of the process is touched. */
export const captureIo = (
  environment: NodeJS.ProcessEnv = {},
  stdin = '',
): Io & { readonly stdout: Captured; readonly stderr: Captured } => ({
  stdout: captured(),
  stderr: captured(),
  environment,
  readStdin: async () => stdin,
  signal: new AbortController().signal,
});
