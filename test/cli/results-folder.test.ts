import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { makeRunFolder, runName, writeInto, writeManifest } from '../../runners/cli/results-folder.ts';

describe('the results folder', () => {
  let results = '';
  beforeEach(async () => {
    results = await mkdtemp(join(tmpdir(), 'fedcheck-results-'));
  });
  afterEach(() => rm(results, { recursive: true }));

  const manifestOf = async (folder: string): Promise<Record<string, string>> =>
    (JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as { files: Record<string, string> }).files;

  it('is named after the time of the run', () => {
    expect(runName(new Date('2026-11-18T14:02:11.123Z'))).to.match(/^2026-11-18T140211Z-[0-9a-f]{4}$/);
  });

  it('is empty after it was proved writable', async () => {
    const folder = await makeRunFolder(join(results, 'deep', 'er'), 'run');
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it('lists every file but the manifest with its digest', async () => {
    await writeInto(results, 'reports/report.html', '<p>');
    await writeInto(results, 'run.json', '{}');
    await writeManifest(results);
    const files = await manifestOf(results);
    expect(Object.keys(files)).to.deep.equal(['reports/report.html', 'run.json']);
    expect(files['run.json']).to.equal(createHash('sha256').update('{}').digest('hex'));
  });

  it('renews only what was rendered again, so that a changed record still shows', async () => {
    await writeInto(results, 'run.json', '{}');
    await writeInto(results, 'reports/junit.xml', 'old');
    await writeManifest(results);
    const before = await manifestOf(results);
    await writeFile(join(results, 'run.json'), '{ "changed": true }');
    await writeInto(results, 'reports/junit.xml', 'new');
    await writeManifest(results, ['reports/junit.xml']);
    const after = await manifestOf(results);
    expect(after['run.json']).to.equal(before['run.json']);
    expect(after['reports/junit.xml']).not.to.equal(before['reports/junit.xml']);
  });

  it('is listed while servers remove temporary files of theirs in it', async () => {
    const temporary = Array.from({ length: 500 }, (_, index) => join(results, `${String(index)}.TMP`));
    for (const path of temporary) await writeFile(path, '');
    await writeInto(results, 'run.json', '{}');
    const written = writeManifest(results);
    await Promise.all(temporary.map((path) => rm(path)));
    await written;
    expect(await manifestOf(results)).to.include.keys('run.json');
  });
});
