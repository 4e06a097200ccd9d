import { expect } from 'chai';
import { describe, it } from 'mocha';
import { runSchema } from '../../reports/model/record.ts';
import { recoverRun } from '../../runners/campaign/recover.ts';
import { sampleResult, sampleRun } from '../cli/sample.ts';

const planned = [
  sampleResult('one', 'A->B', 'not-run'),
  sampleResult('one', 'B->A', 'not-run'),
  sampleResult('two', 'A->B', 'not-run'),
];
const lines = [
  JSON.stringify({ type: 'planned', run: sampleRun(), planned }),
  JSON.stringify({ type: 'finished', result: sampleResult('two', 'A->B', 'pass') }),
  JSON.stringify({ type: 'finished', result: sampleResult('one', 'A->B', 'pass') }),
  JSON.stringify({ type: 'amended', result: sampleResult('one', 'A->B', 'fail') }),
];
const verdictsOf = (text: string): readonly string[] =>
  recoverRun(text).results.map(({ scenario, direction, verdict }) => `${scenario} ${direction} ${verdict}`);

describe('recovering a run from its events', () => {
  it('gives every planned result in the order of the plan, and not-run for what was never reached', () => {
    const run = recoverRun(`${lines.join('\n')}\n`);
    expect(run.results.map(({ verdict }) => verdict)).to.deep.equal(['fail', 'not-run', 'pass']);
    expect([run.partial, run.stopped]).to.deep.equal([true, 'fedcheck was ended before it could write its record']);
    expect(runSchema.safeParse(run).success).to.equal(true);
  });

  it('leaves out a last line that was cut anywhere, and says so', () => {
    const last = lines[3] ?? '';
    for (let length = 0; length < last.length; length += 7) {
      const text = `${lines.slice(0, 3).join('\n')}\n${last.slice(0, length)}`;
      expect(verdictsOf(text)).to.deep.equal(['one A->B pass', 'one B->A not-run', 'two A->B pass']);
      const said = length === 0 ? 'its record' : 'the last line of events.jsonl was cut off, and is left out';
      expect(recoverRun(text).stopped).to.match(new RegExp(`${said}$`));
    }
  });

  it('takes a last line that lacks its end alone', () => {
    expect(verdictsOf(lines.join('\n'))[0]).to.equal('one A->B fail');
    expect(recoverRun(lines.join('\n')).stopped).not.to.contain('cut off');
  });

  it('names a line that is damaged in the middle', () => {
    expect(recoverRun([lines[0], '{"type":"finished"', ...lines.slice(2), ''].join('\n')).stopped).to.contain(
      'line 2 could not be read',
    );
  });

  it('refuses events without the plan', () => {
    for (const text of ['', '{}', 'nonsense', lines.slice(1).join('\n'), (lines[0] ?? '').slice(0, 200)]) {
      expect(() => recoverRun(text)).to.throw('its first line does not hold the plan of the run');
    }
  });
});
