import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import type { Progress } from '../../runners/cli/progress.ts';
import { clock } from '../../runners/cli/progress.ts';
import { LiveProgress } from '../../runners/cli/progress-live.ts';
import { PlainProgress } from '../../runners/cli/progress-plain.ts';
import { type Captured, captured } from './capture.ts';
import { sampleResult, sampleRun } from './sample.ts';

/** What a terminal shows after the text: cursor up and erase below are obeyed. */
function screenOf(text: string): readonly string[] {
  const lines = [''];
  for (const [part] of text.matchAll(/\u001b\[(\d+)A\r\u001b\[J|\n|[^\n\u001b]+/g)) {
    const up = /^\u001b\[(\d+)A/.exec(part)?.[1];
    if (up !== undefined) lines.splice(lines.length - 1 - Number(up), Infinity, '');
    else if (part === '\n') lines.push('');
    else lines.push(`${lines.pop() ?? ''}${part}`);
  }
  return lines;
}

describe('progress', () => {
  let time = 0;
  let progress: Progress | undefined;
  const options = (output: Captured) => ({ output, color: false, deadlineMs: 15_000, now: () => time });
  afterEach(() => progress?.close());

  function play(shown: Progress): void {
    progress = shown;
    const two = [sampleResult('one', 'A->B', 'not-run'), sampleResult('one', 'B->A', 'not-run')];
    shown.event({ type: 'planned', run: { ...sampleRun(), results: two }, total: 2 });
    shown.event({ type: 'started', scenario: 'one', direction: 'A->B' });
    shown.event({ type: 'finished', done: 1, total: 2, result: sampleResult('one', 'A->B', 'fail') });
    shown.event({ type: 'started', scenario: 'one', direction: 'B->A' });
    time += 56_000;
    shown.event({ type: 'waiting', scenario: 'one', direction: 'B->A', what: 'alice waits for\u001b[2J the request' });
    time += 2000;
  }

  it('redraws the last lines on a terminal', () => {
    const output = captured(true);
    const live = new LiveProgress(options(output));
    play(live);
    live.say('a line of its own');
    const screen = screenOf(output.text);
    expect(screen.filter((line) => line.includes('of 2'))).to.deep.equal([
      '  1 of 2   0:58   1 fail, 0 warn, 0 inconclusive, 0 error, 0 pass, 0 not run',
    ]);
    expect(screen.filter((line) => line.startsWith('  now'))).to.have.length(1);
    expect(screen.at(-3)).to.match(/^ {2}now {3}one B->A {3}alice waits for.* the request, 2 s of 15 s$/);
    expect(screen.at(-2)).to.equal('  Ctrl-C stops, cleans up both accounts and writes what there is.');
    expect(screen.filter((line) => /^ {2}FAIL +one +A->B/.test(line))).to.have.length(1);
    expect(screen).to.contain('a line of its own');
    live.close();
    expect(screenOf(output.text).join('\n')).not.to.contain('Ctrl-C');
  });

  it('never draws a line that would wrap', () => {
    const output = captured(true, 40);
    play(new LiveProgress(options(output)));
    expect(
      screenOf(output.text)
        .filter((line) => /Ctrl-C|of 2|^ {2}now/.test(line))
        .every((line) => line.length < 40),
    ).to.equal(true);
  });

  it('writes one line per result off a terminal and redraws nothing', () => {
    const output = captured();
    const plain = new PlainProgress(options(output));
    play(plain);
    plain.close();
    plain.close();
    expect(output.text).not.to.contain('\u001b');
    const lines = output.text.trimEnd().split('\n');
    for (const line of lines) expect(line).to.match(/^\d\d:\d\d:\d\d /);
    expect(lines.filter((line) => / 1\/2 fail +one +A->B/.test(line))).to.have.length(1);
    expect(lines.filter((line) => line.includes('1/2 done in 58'))).to.have.length(1);
  });

  it('tells elapsed time', () => {
    expect([0, 999, 56_000, 3_600_000].map(clock)).to.deep.equal(['0:00', '0:00', '0:56', '60:00']);
  });
});
