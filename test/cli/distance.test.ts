import { expect } from 'chai';
import { describe, it } from 'mocha';
import { parseDistance } from '../../runners/cli/distance.ts';

describe('the options of the distance', () => {
  it('ask for nothing unless one is given', () => {
    expect(parseDistance({})).to.equal(undefined);
  });

  it('ask for a round trip, for a jitter, or for both', () => {
    const jitter = { mostMs: 30, seed: 7 };
    expect(parseDistance({ 'round-trip': '50ms' })).to.deep.equal({ roundTripMs: 50 });
    expect(parseDistance({ jitter: '30ms', 'jitter-seed': '7' })).to.deep.equal({ roundTripMs: 0, jitter });
    const both = { 'round-trip': '1s', jitter: '30ms', 'jitter-seed': '7' };
    expect(parseDistance(both)).to.deep.equal({ roundTripMs: 1000, jitter });
  });

  it('draw a seed where none is given', () => {
    const seeds = [1, 2, 3].map(() => parseDistance({ jitter: '30ms' })?.jitter?.seed);
    expect(new Set(seeds)).to.have.lengthOf.above(1);
  });

  it('name what cannot be used', () => {
    expect(() => parseDistance({ 'round-trip': 'far' })).to.throw('--round-trip is "far"; it must be a time');
    expect(() => parseDistance({ jitter: '30' })).to.throw('--jitter is "30"; it must be a time');
    for (const seed of ['-1', '1.5', '4294967296'])
      expect(() => parseDistance({ jitter: '30ms', 'jitter-seed': seed })).to.throw(
        `--jitter-seed is "${seed}"; it must be a whole number from 0 to 4294967295.`,
      );
    expect(() => parseDistance({ 'jitter-seed': '7' })).to.throw('--jitter-seed does nothing by itself');
  });
});
