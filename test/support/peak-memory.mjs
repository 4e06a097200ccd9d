/** Preloaded into a process whose memory is measured: as it ends, its greatest resident size in kilobytes goes into the file. */
import { writeFileSync } from 'node:fs';
import process from 'node:process';

const file = process.env.FEDCHECK_TEST_PEAK;
if (file !== undefined) process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
