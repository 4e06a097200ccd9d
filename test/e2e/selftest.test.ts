import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { isKill, type KillMatrix, killMatrixSchema } from '../../reports/model/kill-matrix.ts';
import { loadScenarios } from '../../runners/campaign/catalogue.ts';
import { endCommands, folderIn, startCommand } from '../support/command.ts';

const minute = 60_000;

describe('the self-test', function () {
  this.timeout(12 * minute);
  let results: string;
  let matrix: KillMatrix;

  after(async () => {
    await endCommands();
    await rm(results, { recursive: true, force: true });
  });

  it('turns every scenario to its failing verdict with each of its faults, for the right reason', async () => {
    results = await mkdtemp(join(tmpdir(), 'fedcheck-selftest-'));

    const code = await startCommand(['selftest', '--results', results]).ended;

    const text = await readFile(join(await folderIn(results), 'kill-matrix.json'), 'utf8');
    matrix = killMatrixSchema.parse(JSON.parse(text));
    expect(matrix.cells.filter((cell) => !isKill(cell))).to.deep.equal([]);
    expect(code).to.equal(0);
    expect(matrix).to.include({ ok: true, partial: false });
  });

  it('leaves out no fault and no scenario but those that need an option', async () => {
    const shown = new Set(matrix.cells.map(({ fault }) => fault));
    expect(matrix.faults.filter(({ name }) => !shown.has(name))).to.deep.equal([]);

    const played = new Set(matrix.cells.map(({ scenario }) => scenario));
    const blind = (await loadScenarios()).filter(({ id, heavy }) => heavy !== true && !played.has(id));
    expect(blind.map(({ id }) => id)).to.deep.equal([]);
  });

  it('has cells of both directions from every area', () => {
    const areas = [...new Set(matrix.cells.map(({ area }) => area))];
    const lacking = areas.filter((area) =>
      ['A->B', 'B->A'].some((way) => !matrix.cells.some((cell) => cell.area === area && cell.direction === way)),
    );
    expect(lacking).to.deep.equal([]);
  });
});
