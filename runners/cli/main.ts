#!/usr/bin/env node
import { exit } from 'node:process';
import { exitCodes } from './exit-codes.ts';
import { processIo } from './io.ts';
import { main } from './program.ts';

const interrupt = new AbortController();

/** The first interrupt asks for an orderly end; the second does not wait for it. */
const onSignal = (): void => {
  if (interrupt.signal.aborted) exit(exitCodes.interrupted);
  process.stderr.write('\nStopping: cleaning up and writing what there is. Once more stops at once.\n');
  interrupt.abort();
};
process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);

// A reader that went away, as in `fedcheck list | head`, is no reason for a stack trace.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

process.exitCode = await main(process.argv.slice(2), processIo(interrupt.signal));
// The verb is done: an interrupt between here and the end of the process changes nothing of how it ended.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.off(signal, onSignal);
  process.on(signal, () => exit());
}
