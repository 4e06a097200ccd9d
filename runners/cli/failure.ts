import { sentence as oneLine, visible } from '../../reports/render/text.ts';
import { isSystemError, reasonOf } from '../config/system-error.ts';
import { UsageError } from '../config/usage-error.ts';
import { AccountRefused } from '../accounts/refusal.ts';
import { ConnectionError } from '../transport/stream.ts';
import { exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';

/** Nothing was selected: there would be nothing to report. Exit code 5. */
export class NothingSelected extends Error {
  override name = 'NothingSelected';
}

/** Conditions of SASL (RFC 6120, section 6.5) that tell of the account or its password as the user gave them, not of the server. */
const refusals = new Set([
  'account-disabled',
  'credentials-expired',
  'invalid-authzid',
  'no-common-mechanism',
  'not-authorized',
  'undefined-condition',
]);

/** True when the server is there but does not let the account in. */
const isRefusedLogin = (error: unknown): boolean =>
  error instanceof ConnectionError && error.phase === 'sasl' && refusals.has(error.code);

/** The sentence for the user and the exit code for an error that ended a verb. */
export function describeFailure(error: unknown): { readonly sentence: string; readonly code: number } {
  if (error instanceof UsageError) return { sentence: error.message, code: exitCodes.usage };
  if (error instanceof NothingSelected) return { sentence: error.message, code: exitCodes.nothingSelected };
  if (error instanceof ConnectionError) {
    return { sentence: error.message, code: isRefusedLogin(error) ? exitCodes.usage : exitCodes.trouble };
  }
  if (isSystemError(error) && error.path !== undefined) {
    return { sentence: `${error.path} cannot be used: ${reasonOf(error)}.`, code: exitCodes.trouble };
  }
  const said = error instanceof Error ? error.message : String(error);
  return {
    sentence: said.trim() === '' ? 'The verb ended with an error that says nothing.' : said,
    code: exitCodes.trouble,
  };
}

/** Prints the sentence, and the stack where FEDCHECK_DEBUG asks for it. Returns the exit code. */
export function reportFailure(error: unknown, io: Io): number {
  if (io.signal.aborted) {
    io.stderr.write('Interrupted.\n');
    return exitCodes.interrupted;
  }
  const { sentence, code } = describeFailure(error);
  const expected =
    error instanceof UsageError ||
    error instanceof NothingSelected ||
    error instanceof ConnectionError ||
    error instanceof AccountRefused;
  // A plan file may be told several things at once; what a server said is one of them at most.
  const told = error instanceof UsageError ? visible(sentence) : oneLine(sentence);
  io.stderr.write(`fedcheck: ${told}\n`);
  if (io.environment.FEDCHECK_DEBUG === '1' && error instanceof Error)
    io.stderr.write(`${visible(error.stack ?? '')}\n`);
  else if (!expected && !isSystemError(error))
    io.stderr.write('With FEDCHECK_DEBUG=1 the same command shows where this came from.\n');
  return code;
}
