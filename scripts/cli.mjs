/** The command line, run from its sources. */
export const cli = ['--import', 'tsx', 'runners/cli/main.ts'];
