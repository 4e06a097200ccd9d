/**
 * The command line that runs a program which does not outlive this process.
 *
 * The kernel kills the program when this process dies, however it dies. Should it die before that is arranged,
 * the shell finds another parent than it was told and starts nothing. What the program writes is its owner's alone.
 */
export function guarded(command: string, args: readonly string[]): readonly [command: string, args: string[]] {
  const script = 'umask 077; test "$PPID" = "$0" && exec "$@"';
  return ['setpriv', ['--pdeathsig', 'KILL', '--', 'sh', '-c', script, String(process.pid), command, ...args]];
}
