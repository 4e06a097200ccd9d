import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { init } from './init.ts';
import { lab } from './lab.ts';
import { list } from './list.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { selftest } from './selftest.ts';
import type { Verb } from './verb.ts';

/** The verbs of the command line, in the order of its help. */
export const verbs: readonly Verb[] = [run, list, explain, doctor, lab, selftest, report, init];
