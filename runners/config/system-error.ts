const words: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'something else stands there already',
  EFBIG: 'the file would be larger than the system allows',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EPERM: 'it is not permitted',
  EROFS: 'the file system is read-only',
};

/** An error of the operating system, which has a code and often a path. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException & { code: string } =>
  error instanceof Error &&
  typeof (error as NodeJS.ErrnoException).code === 'string' &&
  /^E[A-Z0-9]+$/.test((error as NodeJS.ErrnoException).code ?? '');

/** Why an operation of the system failed, in words that end a sentence. */
export function reasonOf(error: unknown): string {
  if (isSystemError(error)) return words[error.code] ?? error.code;
  return error instanceof Error ? error.message : String(error);
}
