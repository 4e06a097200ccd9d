import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import picocolors from 'picocolors';
import type { RunRecord } from '../../reports/model/record.ts';
import { ciLine, failuresText, headerLines, ttyLine } from '../../reports/render/terminal.ts';
import { summaryText } from '../../reports/render/terminal-summary.ts';
import { column, wrap } from '../../reports/render/terminal-text.ts';
import { cut, width } from '../../reports/render/width.ts';
import { anyHostileRecord, type HostileRecord, surelyHostile } from '../support/hostile-record.ts';
import { anyHostileText } from '../support/hostile-text.ts';
import { unseen } from '../support/html-tags.ts';

const colors = picocolors.createColors(true);
// The codes of picocolors: attributes of the text, and nothing that moves, asks or names.
const ours = /\u001B\[\d+m/g;
const logCommand = /^\s*::[\w-]+(?:::|\s)|##(?:vso|teamcity)?\[/imu;

/** All that a terminal or a log gets of a run. */
function shown(run: RunRecord): string {
  const lines = [
    ...headerLines(run),
    ...run.results.flatMap((result) => [ttyLine(result, colors), ciLine(result, 1, 2, '14:02:11')]),
  ];
  for (const line of lines) expect(line).not.to.include('\n');
  return [...lines, failuresText(run, colors), summaryText(run, colors, { resultsDir: 'results' })].join('\n');
}

function holds(property: (record: HostileRecord) => void): void {
  for (const record of surelyHostile) property(record);
  fc.assert(fc.property(anyHostileRecord, property), { numRuns: 15 });
}

describe('hostile text on a terminal', () => {
  it('steers neither the terminal nor the log of a CI job', () => {
    holds(({ hostile }) => {
      const text = shown(hostile);
      expect(text.replaceAll(ours, '')).not.to.match(unseen);
      expect(text.replaceAll(ours, '')).not.to.match(logCommand);
    });
  });

  it('takes no more room than other text, but for what is to be copied', () => {
    const copied = /^ {6}(?:evidence|repeat) |^ {22}--/;
    holds(({ hostile }) => {
      const lines = shown(hostile).replaceAll(ours, '').split('\n');
      for (const line of lines.filter((one) => !copied.test(one))) expect(width(line), line).to.be.at.most(220);
    });
  });

  it('adds no line that looks like one of ours', () => {
    holds(({ hostile, harmless }) => {
      const marks = (run: RunRecord): number =>
        shown(run)
          .replaceAll(ours, '')
          .match(/^ {6}requirement(?: |$)/gm)?.length ?? 0;
      expect(marks(hostile)).to.equal(marks(harmless));
    });
  });

  it('keeps columns in line and text in its width, whatever the characters', () => {
    fc.assert(
      fc.property(anyHostileText, fc.integer({ min: 8, max: 90 }), (text, cells) => {
        expect(width(column(text, cells))).to.equal(cells);
        const lines = wrap(text, cells);
        for (const line of lines) expect(width(line)).to.be.at.most(cells);
        expect(lines.join('').replaceAll(/\s/g, '')).to.equal(wrap(text, 1e6).join('').replaceAll(/\s/g, ''));
        expect(lines.join('\n')).not.to.match(logCommand);
      }),
      { numRuns: 200 },
    );
  });

  it('counts what a terminal shows in two cells, and in none', () => {
    expect(width('abc')).to.equal(3);
    expect(width('\uFF37\u65E5\u{1F600}')).to.equal(6);
    expect(width('e\u0301\u200D')).to.equal(1);
    expect(cut('\uFF37\uFF37', 3)).to.equal('\uFF37');
    expect(cut('e\u0301e\u0301', 1)).to.equal('e\u0301');
    expect(wrap(`${'x'.repeat(20)}::error::y`, 20)).to.deep.equal(['x'.repeat(19), 'x::error::y']);
  });
});
