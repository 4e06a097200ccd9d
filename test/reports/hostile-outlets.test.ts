import { expect } from 'chai';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { renderAll } from '../../reports/render/index.ts';
import { width } from '../../reports/render/width.ts';
import { reportFailure } from '../../runners/cli/failure.ts';
import { findingText, problem } from '../../runners/cli/finding.ts';
import { LiveProgress } from '../../runners/cli/progress-live.ts';
import { PlainProgress } from '../../runners/cli/progress-plain.ts';
import { renderTranscripts, Transcript } from '../../runners/session/transcript.ts';
import { ConnectionError } from '../../runners/transport/stream.ts';
import { captured, captureIo } from '../cli/capture.ts';
import { surelyHostile } from '../support/hostile-record.ts';
import { allHostile, anyHostileText, hostileKinds } from '../support/hostile-text.ts';
import { unseen } from '../support/html-tags.ts';
import { attempt } from '../support/in-process.ts';

const [{ hostile, harmless }] = surelyHostile;

const holds = (property: (text: string) => void): void => {
  for (const text of allHostile) property(text);
  fc.assert(fc.property(anyHostileText, property), { numRuns: 50 });
};

describe('hostile text in what else is written', () => {
  it('stays in one line of an error, and steers nothing', () => {
    holds((text) => {
      const io = captureIo();
      reportFailure(new ConnectionError('sasl', 'not-authorized', `a.example said: ${text.repeat(3)}`), io);
      expect(io.stderr.text).to.match(/^fedcheck: [^\n]+\n$/);
      expect(io.stderr.text).not.to.match(unseen);
      expect(io.stderr.text.length).to.be.lessThan(20_000);
    });
  });

  it('stays in one line of what doctor found, and one of the remedy', () => {
    holds((text) => {
      const said = findingText(problem('software', text, text));
      expect(said).to.match(/^[^\n]*\n[^\n]*\n$/);
      expect(said).not.to.match(unseen);
    });
  });

  it('adds no line to the log of a run', () => {
    holds((text) => {
      const output = captured();
      const progress = new PlainProgress({ output, color: false, deadlineMs: 1000, now: () => 0 });
      progress.say(text);
      progress.close();
      expect(output.text).to.match(/^\d\d:\d\d:\d\d [^\n]*\n$/);
      expect(output.text).not.to.match(unseen);
    });
  });

  it('leaves every redrawn line on one row of the terminal', () => {
    holds((text) => {
      const output = captured(true, 60);
      const progress = new LiveProgress({ output, color: false, deadlineMs: 1000, now: () => 0 });
      progress.event({ type: 'planned', run: { ...harmless, results: [] }, total: 2 });
      output.text = '';
      progress.event({ type: 'waiting', scenario: text, direction: 'A->B', what: text });
      const [, erased = '', drawn = ''] = /^\u001B\[(\d+)A\r\u001B\[J([^]*)$/.exec(output.text) ?? [];
      progress.close();
      expect(Number(erased)).to.equal(3);
      expect(drawn.split('\n')).to.have.length(5);
      for (const line of drawn.split('\n')) expect(width(line)).to.be.lessThan(60);
      expect(drawn).not.to.match(unseen);
    });
  });

  it('neither steers a terminal from a transcript, nor forges a frame in it, nor makes it XML for a browser', () => {
    holds((text) => {
      const transcript = new Transcript('romeo', 'A');
      transcript.jid = `romeo@a.example/${text}`;
      transcript.tap({ at: 1, flow: 'out', text: '<presence/>' });
      transcript.tap({ at: 2, flow: 'in', text });
      const { text: shown, lines } = renderTranscripts([transcript], 'one A->B', 0);
      expect(shown).not.to.match(unseen);
      expect(shown.split('\n')).to.have.length(lines + 1);
      const frames = shown.split('\n').filter((line) => /^\s*<!--/.test(line));
      expect(frames).to.have.length(2);
      for (const frame of frames) expect(frame.indexOf('-->')).to.equal(frame.length - 3);
      expect(() => new SaxesParser().write(shown.split('\n')[0] ?? '')).to.throw(/text data outside of root node/);
    });
  });
});

describe('fedcheck report, of a folder from somebody else', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-hostile-'));
  });
  after(() => rm(folder, { recursive: true }));

  /** A results folder with this run.json. */
  async function given(name: string, text: string): Promise<string> {
    const path = join(folder, name);
    await mkdir(path);
    await writeFile(join(path, 'run.json'), text);
    return path;
  }

  it('renders every format of a hostile record, into the folder', async () => {
    const path = await given('valid', JSON.stringify(hostile));
    const { code, said, out } = await attempt(['report', path]);
    expect(code).to.equal(0);
    expect(said).not.to.match(unseen);
    const files = [...renderAll(hostile)].filter(([name]) => name !== 'run.json');
    expect(out.trim().split('\n')).to.deep.equal(files.map(([name]) => join(path, name)));
    for (const [name, text] of files) expect(await readFile(join(path, name), 'utf8')).to.equal(text);
  });

  it('refuses what is no record with one sentence that steers nothing', async () => {
    const wrong: readonly unknown[] = [
      ...Object.values(hostileKinds).map((texts) => ({ ...harmless, [texts.join('')]: texts })),
      { ...harmless, schema: allHostile.join('') },
      { ...harmless, catalogue: { entries: [{ [allHostile.join('')]: 1 }], features: [] } },
      allHostile,
      allHostile.join(''),
      null,
    ];
    for (const [index, value] of wrong.entries()) {
      const path = await given(`invalid-${String(index)}`, JSON.stringify(value));
      const { code, said, out } = await attempt(['report', path]);
      expect(code).to.equal(2);
      expect(out).to.equal('');
      expect(said).to.match(/^fedcheck: [^\n]+ is not a run record of this version: [^\n]*\n$/);
      expect(said).not.to.match(unseen);
      expect(said.length).to.be.lessThan(20_000);
    }
  });

  it('writes through no symbolic link', async () => {
    const outside = join(folder, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'kept'), 'kept');
    const text = JSON.stringify(harmless);
    const linked = await given('linked-folder', text);
    await symlink(outside, join(linked, 'reports'));
    const file = await given('linked-file', text);
    await symlink(join(outside, 'kept'), join(file, 'manifest.json'));
    for (const path of [linked, file]) {
      const { code, said } = await attempt(['report', path]);
      expect(code).to.equal(2);
      expect(said).to.match(/^fedcheck: [^\n]+ is a symbolic link, [^\n]+\n$/);
    }
    expect(await readFile(join(outside, 'kept'), 'utf8')).to.equal('kept');
  });
});
