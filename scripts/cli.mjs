/** The command line, run from its sources. */
export const cli = ['--optimize-for-size', '--import', 'tsx', 'runners/cli/main.ts'];
