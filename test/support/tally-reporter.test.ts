import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';

const root = fileURLToPath(new URL('../..', import.meta.url));
const skipModule = join(root, 'test/support/skip.ts');

const inline = `
  import { before, describe, it } from 'mocha';
  import { skip } from ${JSON.stringify(skipModule)};
  describe('outer', () => {
    it('passes', () => {});
    it('fails', () => { throw new Error('as it must'); });
    it('skips itself', function () { skip(this, 'no browser'); });
    describe('inner', () => {
      before(function () { skip(this, 'no lab'); });
      it('first', () => {});
      it('second', () => {});
    });
  });
`;

describe('tally reporter', () => {
  let folder: string;

  before(async () => {
    // Below node_modules, from where the inline suite finds mocha.
    const cache = join(root, 'node_modules/.cache/fedcheck');
    await mkdir(cache, { recursive: true });
    folder = await mkdtemp(join(cache, 'tally-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('counts what passed and failed, and keeps the reason of each skip', async () => {
    const tallyFile = join(folder, 'tally.json');
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'inline.test.ts'), inline);
    const reporter = [
      '--reporter',
      'test/support/tally-reporter.cjs',
      '--reporter-option',
      `style=dot,file=${tallyFile}`,
    ];

    const exitCode = await mocha([...reporter, join(folder, 'inline.test.ts')]);

    expect(exitCode).to.equal(1);
    expect(JSON.parse(await readFile(tallyFile, 'utf8'))).to.deep.equal({
      passed: 1,
      failed: 1,
      skipped: [
        { title: 'outer skips itself', reason: 'no browser' },
        { title: 'outer inner first', reason: 'no lab' },
        { title: 'outer inner second', reason: 'no lab' },
      ],
    });
  });
});

/** Exit code of a mocha of its own. */
const mocha = (args: readonly string[]): Promise<unknown> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['node_modules/mocha/bin/mocha.js', ...args], { cwd: root }, (error) => {
      resolve(error?.code ?? 0);
    });
  });
