import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type Kept, keptFile, KeptLog, readKept, settleKept } from '../../runners/campaign/kept.ts';

const room: Kept = { what: 'room', account: 'alice@alpha.example', jid: 'fc-0123456789ab@rooms.alpha.example' };
const node: Kept = { what: 'node', account: 'bob@beta.example', node: 'urn:example:node' };

describe('what is to be put back', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'fedcheck-kept-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const outstanding = (): readonly Kept[] => readKept(directory).outstanding.map(({ kept }) => kept);
  const path = (): string => join(directory, keptFile);

  it('is on disk when the change may be made, for its owner alone, with the process that makes it', async () => {
    new KeptLog(directory).story().keep(room);
    expect(outstanding()).to.deep.equal([room]);
    expect(readKept(directory).run?.pid).to.equal(process.pid);
    expect((await stat(path())).mode & 0o777).to.equal(0o600);
  });

  it('is outstanding until its story is done, whatever others are', () => {
    const log = new KeptLog(directory);
    const [one, other] = [log.story(), log.story()];
    one.keep(room);
    other.keep(node);
    one.done();
    expect(outstanding()).to.deep.equal([node]);
  });

  it('leaves no file behind when all is done, and keeps it while something is not', async () => {
    const log = new KeptLog(directory);
    const [one, other] = [log.story(), log.story()];
    one.keep(room);
    other.keep(node);
    one.done();
    log.close();
    expect(await readdir(directory)).to.deep.equal([keptFile]);
    other.done();
    log.close();
    expect(await readdir(directory)).to.deep.equal([]);
  });

  it('writes nothing where nothing is changed', async () => {
    new KeptLog(directory).story().done();
    expect(await readdir(directory)).to.deep.equal([]);
  });

  it('survives a last line that was cut anywhere, and names a line that is damaged', async () => {
    const log = new KeptLog(directory);
    log.story().keep(room);
    const whole = (await stat(path())).size;
    log.story().keep(node);
    const text = await readFile(path(), 'utf8');
    for (let length = whole; length < text.length - 1; length += 5) {
      await writeFile(path(), text);
      await truncate(path(), length);
      expect(outstanding()).to.deep.equal([room]);
      expect(readKept(directory).damaged).to.deep.equal([]);
    }
    await appendFile(path(), `\n${text}`);
    expect(readKept(directory).damaged).to.deep.equal([3]);
  });

  it('is settled story by story by who puts it back, behind a line that was cut too', async () => {
    const log = new KeptLog(directory);
    log.story().keep(room);
    log.story().keep(node);
    await appendFile(path(), '{"story":"cut');
    const [first, second] = readKept(directory).outstanding.map(({ story }) => story);
    settleKept(directory, [first ?? '']);
    expect(outstanding()).to.deep.equal([node]);
    settleKept(directory, [second ?? '']);
    expect(await readdir(directory)).to.deep.equal([]);
  });

  it('forbids the change where it cannot be written down, and says why', async () => {
    await writeFile(join(directory, 'file'), '');
    const log = new KeptLog(join(directory, 'file'));
    const troubles: string[] = [];
    log.onTrouble = (why) => troubles.push(why);
    expect(() => {
      log.story().keep(room);
    }).to.throw('what must be put back could not be written down');
    expect(troubles).to.have.lengthOf(1);
    expect(troubles[0]).to.contain(join(directory, 'file'));
  });
});
