import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { isKill, type KillMatrix, killMatrixSchema } from '../../reports/model/kill-matrix.ts';
import { endCommands, folderIn, startCommand } from '../support/command.ts';

const minute = 60_000;

describe('the kill matrix of the faulty servers', function () {
  this.timeout(12 * minute);
  let results: string;
  let matrix: KillMatrix;
  let code: unknown;

  before(async () => {
    // A relative folder, as the default is one.
    results = relative('.', await mkdtemp(join(tmpdir(), 'fedcheck-servers-')));
    code = await startCommand(['selftest', '--servers', '--results', results]).ended;
    const text = await readFile(join(await folderIn(results), 'kill-matrix.json'), 'utf8');
    matrix = killMatrixSchema.parse(JSON.parse(text));
  });

  after(async () => {
    await endCommands();
    await rm(results, { recursive: true, force: true });
  });

  it('kills every fault, for its reason, and blames nobody else', () => {
    expect(matrix.cells.filter((cell) => !isKill(cell))).to.deep.equal([]);
    expect({ ok: matrix.ok, code }).to.deep.equal({ ok: true, code: 0 });
  });

  it('holds each fault on either side, and pairs of them', () => {
    const sidesOf = (name: string): readonly unknown[] =>
      [...new Set(matrix.cells.filter(({ fault }) => fault === name).map(({ on }) => on))].sort();
    const lacking = matrix.faults.filter(({ name }) => sidesOf(name).join() !== 'A,B').map(({ name }) => name);
    expect(lacking).to.deep.equal([]);
    const from = (wanted: string): number => matrix.faults.filter(({ source }) => source === wanted).length;
    expect(from('prosody')).to.be.at.least(80);
    expect(from('ejabberd')).to.be.at.least(10);
    expect(from('pair')).to.be.at.least(10);
  });
});
