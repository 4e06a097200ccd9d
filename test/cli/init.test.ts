import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { main } from '../../runners/cli/program.ts';
import { parsePlanFile } from '../../runners/config/plan-file.ts';
import { captureIo } from './capture.ts';

describe('fedcheck init', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-init-'));
  });
  after(() => rm(folder, { recursive: true }));

  const init = async (file: string): Promise<readonly [code: number, out: string, err: string]> => {
    const io = captureIo();
    const code = await main(['init', file], io);
    return [code, io.stdout.text, io.stderr.text];
  };

  it('writes a plan file that can be used once it is filled in', async () => {
    const file = join(folder, 'plan.yaml');
    expect(await init(file)).to.deep.equal([0, `${file}\n`, '']);
    expect(parsePlanFile(await readFile(file, 'utf8'), file).data.b.jid).to.equal('bob@beta.example');
  });

  it('shows every key that it names in a form that is accepted', async () => {
    const file = join(folder, 'all.yaml');
    await init(file);
    const text = (await readFile(file, 'utf8'))
      .replaceAll(/^(\s*)#(?! \S)/gm, '$1')
      .replaceAll(/^ {2}(?:domain|accounts): .*\n/gm, '');
    const { data } = parsePlanFile(text, file);
    expect(data.a.claims?.functions).to.contain('groups');
    expect(data.a.claims?.exemptions).to.have.lengthOf(1);
    expect(data.a.others).to.have.lengthOf(1);
    expect(data.reference?.jid).to.equal('carol@gamma.example');
    expect(data.run?.deadline).to.equal('15s');
  });

  it('overwrites nothing, and says why a file cannot be written', async () => {
    const file = join(folder, 'mine.yaml');
    await writeFile(file, 'mine');
    const [code, , err] = await init(file);
    expect([code, await readFile(file, 'utf8')]).to.deep.equal([2, 'mine']);
    expect(err).to.contain(`${file} is there already and stays as it is; name another file.`);
    expect((await init(join(folder, 'no', 'such.yaml')))[2]).to.contain('cannot be written: there is no such');
  });
});
