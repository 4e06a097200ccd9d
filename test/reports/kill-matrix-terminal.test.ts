import { expect } from 'chai';
import { describe, it } from 'mocha';
import picocolors from 'picocolors';
import { killMatrixText } from '../../reports/render/kill-matrix-terminal.ts';
import { largeKillMatrix, sampleCell, sampleFault, sampleKillMatrix } from '../support/sample-kill-matrix.ts';

const plain = picocolors.createColors(false);
const matrix = sampleKillMatrix();
const clean = sampleKillMatrix({ ok: true, faults: [sampleFault()], cells: [sampleCell(), sampleCell({ on: 'B' })] });
const empty = sampleKillMatrix({ faults: [], cells: [] });

describe('the kill matrix on a terminal', () => {
  const text = killMatrixText(matrix, plain);

  it('counts by source, then tells only what is not killed, the worst first', () => {
    expect(text).to.match(/in Prosody +4 +1 +1 +1 +0 +0 +1\n/u);
    expect(text).to.match(/all +8 +3 +1 +2 +0 +1 +1\n/u);
    const heads = [...text.matchAll(/^([A-Z][A-Z ]+) {2}\S/gmu)].map(([, head]) => head);
    expect(heads).to.deep.equal(['BLAMED WRONGLY', 'SURVIVED', 'SURVIVED', 'SURVIVED', 'OTHER REASON', 'UNEXPECTED']);
    expect(text).to.match(
      /wanted +fail, forbidden-stanza, at fault: A\n +seen +fail, missing-stanza, at fault: A\n +no answer/u,
    );
    expect(text).to.match(/What was not played\n\n {2}as B +roster-push-lost /u);
    expect(killMatrixText(clean, plain)).not.to.match(/What was not/u);
  });

  it('stays within 100 columns of ASCII, also where much survived', () => {
    const cells = largeKillMatrix().cells.map((cell) => ({ ...cell, outcome: 'survived' as const }));
    const worst = killMatrixText({ ...largeKillMatrix(), cells }, plain);
    expect(worst).to.include(`${String(cells.length - 40)} more stories of this kind`);
    for (const line of `${text}${worst}${killMatrixText(empty, plain)}`.split('\n'))
      expect(line.length, line).to.be.at.most(100);
    expect(`${text}${worst}`).to.match(/^[\n\x20-\x7E]*$/u);
  });
});
