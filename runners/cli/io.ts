/** A place to write text to. */
export interface Output {
  write(text: string): void;
  /** Redrawing and colour only make sense on a terminal. */
  readonly isTTY: boolean;
  readonly columns: number;
}

/** All that the command line touches outside the run itself; tests put their own in its place. */
export interface Io {
  /** Data: paths, JSON, tables that were asked for. */
  readonly stdout: Output;
  /** Progress, summary and errors. */
  readonly stderr: Output;
  readonly environment: NodeJS.ProcessEnv;
  readonly readStdin: () => Promise<string>;
  /** Aborted by the first interrupt. */
  readonly signal: AbortSignal;
}

const hundred = 100;

const outputTo = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => void stream.write(text),
  get isTTY() {
    return stream.isTTY;
  },
  get columns() {
    return Number.isInteger(stream.columns) && stream.columns > 0 ? stream.columns : hundred;
  },
});

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  stream.setEncoding('utf8');
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

/** The process's own streams and environment. */
export const processIo = (signal: AbortSignal): Io => ({
  stdout: outputTo(process.stdout),
  stderr: outputTo(process.stderr),
  environment: process.env,
  readStdin: () => readAll(process.stdin),
  signal,
});

/** True when colour may be used there: a terminal, no NO_COLOR (any value), no --no-color. */
export const wantsColor = (output: Output, environment: NodeJS.ProcessEnv, color?: boolean): boolean =>
  color !== false && output.isTTY && (environment.NO_COLOR ?? '') === '' && environment.TERM !== 'dumb';
