/** What the user gave cannot be used. The message is one sentence that names the option or field, what was found and what to do. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
