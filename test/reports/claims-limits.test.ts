import { expect } from 'chai';
import { describe, it } from 'mocha';
import { limitClaims } from '../../reports/model/claims-limits.ts';
import type { Claims } from '../../reports/model/claims.ts';
import type { Result } from '../../reports/model/record.ts';
import { claimingRun, groupResult } from '../support/sample-claims.ts';

const broken: Partial<Result> = { verdict: 'fail', atFault: 'A', impact: 'degraded', actual: 'it was cut' };
const refusal = 'declined: <iq from="rooms.alpha.example"/>';

describe('what is told of a declared limit', () => {
  const size = (over: Partial<Result> = {}): Result =>
    groupResult({ covers: ['MSG-31'], title: 'takes 9,500 bytes', ...over });
  const rows = (results: readonly Result[], limits: NonNullable<Claims['limits']>) =>
    limitClaims(claimingRun([...results], { limits }));
  const rowOf = (results: readonly Result[], stanzaBytes = 10_000) => rows(results, { stanzaBytes })[0];

  it('is what it is, in the order of the limits', () => {
    expect(
      rows([], { messagesPerSecond: 5, fileBytes: 2, stanzaBytes: 1 }).map(({ limit, title, unit, declared, side }) =>
        [side, limit, title, unit, declared].join(', '),
      ),
    ).to.deep.equal([
      'A, stanzaBytes, Size of a stanza, bytes, 1',
      'A, fileBytes, Size of a file, bytes, 2',
      'A, messagesPerSecond, Messages a second, messages a second, 5',
    ]);
  });

  for (const [limit, covers, title] of [
    ['stanzaBytes', ['RFC6120-13.12-1', 'RFC6120-13.12-2', 'MSG-31', 'E2E-13'], 'takes 9,500 bytes'],
    ['fileBytes', ['MED-06', 'MED-12'], 'takes 9500 bytes'],
    ['messagesPerSecond', ['PRV-14'], 'takes 9,500 messages a second'],
  ] as const) {
    for (const id of covers) {
      it(`is contradicted by ${id} for ${limit}`, () => {
        const [row] = rows([groupResult({ ...broken, covers: [id], title })], { [limit]: 9500 });
        expect(row?.state).to.equal('contradicted');
      });
    }

    it(`is not contradicted by a larger amount for ${limit}, whatever stands before it`, () => {
      for (const text of [title, title.replace('takes ', '')]) {
        const [row] = rows([groupResult({ ...broken, covers: [...covers], title: text })], { [limit]: 9499 });
        expect(row?.state).to.equal('not tested');
      }
    });
  }

  it('is contradicted by an amount up to it, whether the service broke it or declined', () => {
    expect(rowOf([size(broken)], 9500)?.state).to.equal('contradicted');
    expect(rowOf([size(broken)], 9499)?.state).to.equal('not tested');
    const declined = size({ verdict: 'refused', actual: refusal });
    expect(rowOf([declined])).to.include({ state: 'contradicted', reason: `takes 9,500 bytes, B->A: ${refusal}` });
    expect(rowOf([size(), declined])?.results).to.deep.equal([declined]);
  });

  it('is judged by the largest amount that a result names', () => {
    expect(rowOf([size({ ...broken, expected: '1,234,567 bytes arrive' })])?.state).to.equal('not tested');
    expect(rowOf([size({ ...broken, title: 'takes many bytes' })])?.state).to.equal('not tested');
  });

  it('says that holding is not the same as reaching it', () => {
    expect(rowOf([size(), size({ verdict: 'not-run' })])).to.deep.include({
      state: 'not contradicted',
      reason: 'no result shows a lower one; that it is reached was not measured',
      results: [size()],
    });
  });

  it('is not tested where nothing was judged, and says what there was', () => {
    expect(rowOf([])).to.deep.include({
      state: 'not tested',
      reason: 'no result of this run bears on it',
      results: [],
    });
    expect(rowOf([size({ verdict: 'not-run' })])?.reason).to.equal('no result of this run bears on it');
    expect(rowOf([size({ verdict: 'error', actual: 'ours' })])?.reason).to.equal('takes 9,500 bytes, B->A: ours');
  });
});
