import { writeFile } from 'node:fs/promises';
import { planTemplate } from '../config/plan-template.ts';
import { isSystemError, reasonOf } from '../config/system-error.ts';
import { UsageError } from '../config/usage-error.ts';
import { verb } from './verb.ts';

export const init = verb({
  name: 'init',
  positional: { name: 'file', notation: '[file]', describe: 'Where to write it (default: plan.yaml)' },
  describe: 'Write a commented plan file to fill in',
  options: {},
  examples: [
    ['fedcheck init', 'Writes plan.yaml; a file that is there is never overwritten'],
    ['fedcheck init plans/staging.yaml', 'Another name'],
  ],
  act: async (args, io) => {
    const [file = 'plan.yaml'] = args.words;
    try {
      await writeFile(file, planTemplate, { flag: 'wx' });
    } catch (error) {
      if (isSystemError(error) && error.code === 'EEXIST')
        throw new UsageError(`${file} is there already and stays as it is; name another file.`, { cause: error });
      throw new UsageError(`${file} cannot be written: ${reasonOf(error)}.`, { cause: error });
    }
    io.stdout.write(`${file}\n`);
    return 0;
  },
});
