import { expect } from 'chai';
import { describe, it } from 'mocha';
import picocolors from 'picocolors';
import type { Measure } from '../../reports/model/measures.ts';
import { percentile, speedRows } from '../../reports/model/speeds.ts';
import { renderHtml } from '../../reports/render/html/page.ts';
import { renderMarkdown } from '../../reports/render/markdown.ts';
import { summaryText } from '../../reports/render/terminal-summary.ts';
import { speedSentence } from '../../reports/render/speed-words.ts';
import { sampleResult, sampleRun } from '../support/sample-run.ts';

const plain = picocolors.createColors(false);
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
const message = (path: Measure['path'], ...milliseconds: number[]): Measure => ({
  what: 'message',
  path,
  milliseconds,
});
const withMeasures = (...measures: Measure[]) => sampleRun({ measures: [], results: [sampleResult({ measures })] });

describe('percentile', () => {
  it('takes the nearest rank, whatever the order', () => {
    expect(percentile([40, 15, 50, 20, 35], 30)).to.equal(20);
    expect(percentile([40, 15, 50, 20, 35], 40)).to.equal(20);
    expect(percentile([40, 15, 50, 20, 35], 50)).to.equal(35);
    expect(percentile([40, 15, 50, 20, 35], 100)).to.equal(50);
  });

  it('gives the median of an even number as the lower of the two in the middle', () => {
    expect(percentile([1, 2, 3, 4], 50)).to.equal(2);
  });

  it('leaves out the slowest of twenty at 95, and of nineteen none', () => {
    expect(percentile(upTo(20), 95)).to.equal(19);
    expect(percentile(upTo(19), 95)).to.equal(19);
  });

  it('gives the only duration there is, and no number for none', () => {
    expect(percentile([7], 50)).to.equal(7);
    expect(percentile([7], 95)).to.equal(7);
    expect(percentile([], 50)).to.be.NaN;
  });
});

describe('speedRows', () => {
  it('is empty for a run that measured nothing', () => {
    expect(speedRows(sampleRun({ measures: [] }))).to.deep.equal([]);
  });

  it('puts the durations of all results on a path together, those within a service first', () => {
    const run = sampleRun({
      measures: [],
      results: [
        sampleResult({ measures: [message('B->A', 30), message('A', 1, 3)] }),
        sampleResult({ measures: [message('A', 2), message('A->B', 8)] }),
      ],
    });

    const [row] = speedRows(run);

    expect(row?.paths).to.deep.equal([
      { path: 'A', n: 3, p50: 2, p95: 3 },
      { path: 'A->B', n: 1, p50: 8, p95: 8 },
      { path: 'B->A', n: 1, p50: 30, p95: 30 },
    ]);
  });

  it('compares what crosses with the slower of the two services', () => {
    const [row] = speedRows(withMeasures(message('A', 2), message('B', 4), message('A->B', 10), message('B->A', 2)));

    expect(row?.ratios).to.deep.equal({ 'A->B': 2.5, 'B->A': 0.5 });
  });

  it('compares nothing where one side of the comparison is not there, or took no time', () => {
    const none = { 'A->B': undefined, 'B->A': undefined };

    expect(speedRows(withMeasures(message('A->B', 10)))[0]?.ratios).to.deep.equal(none);
    expect(speedRows(withMeasures(message('A', 10)))[0]?.ratios).to.deep.equal(none);
    expect(speedRows(withMeasures(message('A', 0), message('A->B', 10)))[0]?.ratios).to.deep.equal(none);
  });

  it('leaves out a measure without a duration', () => {
    expect(speedRows(withMeasures(message('A')))).to.deep.equal([]);
  });

  it('includes what was measured before the first story', () => {
    const cold: Measure = { what: 'first message on a cold link', path: 'A->B', milliseconds: [250] };

    const rows = speedRows(sampleRun({ measures: [cold] }));

    expect(rows.map(({ what, paths }) => [what, paths[0]?.p50])).to.deep.equal([['first message on a cold link', 250]]);
  });
});

describe('durations in the reports', () => {
  const run = withMeasures(message('A', 2), message('B', 4, 6), message('A->B', 10.2, 311.4), message('B->A', 4));

  it('tells how much longer a message takes, and where it takes no longer', () => {
    expect(speedSentence(speedRows(run))).to.equal(
      'Against the slower of the two services, a message takes 2.5 times as long from A to B and no longer from B to A.',
    );
    expect(speedSentence(speedRows(withMeasures(message('A', 2))))).to.equal('');
  });

  it('stand in the HTML report as a drawing, in words for those who do not see it, and as a table', () => {
    const page = renderHtml(run);

    expect(page).to.include('<a href="#s-speed">Speed</a>');
    expect(page).to.include('From A to B: median 10 ms, 95th percentile 311 ms.');
    expect(page).to.include('<th scope="row">From A to B</th><td>10 ms</td><td>311 ms</td><td>2</td><td>2.5 ×</td>');
    expect(page).to.include('400 ms</text>');
  });

  it('stand in Markdown and on the terminal, a line for each kind', () => {
    expect(renderMarkdown(run)).to.include('| Message | 2.0 / 2.0 | 4.0 / 6.0 | 10 / 311 | 4.0 / 4.0 | 1-2 |');
    const summary = summaryText(run, plain, { resultsDir: 'results' });
    expect(summary).to.match(/ {2}Message +2\.0 \/ 2\.0 +4\.0 \/ 6\.0 +10 \/ 311 +4\.0 \/ 4\.0/);
  });

  it('are left out everywhere where nothing was measured', () => {
    const silent = sampleRun({ measures: [] });

    expect(renderHtml(silent)).not.to.include('s-speed');
    expect(renderMarkdown(silent)).not.to.include('p50');
    expect(summaryText(silent, plain, { resultsDir: 'results' })).not.to.include('p50');
  });
});
