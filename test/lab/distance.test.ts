import { expect } from 'chai';
import { describe, it } from 'mocha';
import { delaysOf } from '../../runners/lab/distance.ts';

const drawn = (seed: number, roundTripMs = 0) => {
  const delay = delaysOf({ roundTripMs, jitter: { mostMs: 30, seed } });
  return Array.from({ length: 1000 }, delay);
};

describe('the distance of the lab', () => {
  it('is half of the round trip each way', () => {
    const delay = delaysOf({ roundTripMs: 50 });
    expect([delay(), delay()]).to.deep.equal([25, 25]);
  });

  it('varies over the whole jitter, on top of the round trip', () => {
    const delays = drawn(7, 50);
    expect(Math.min(...delays)).to.be.within(25, 26);
    expect(Math.max(...delays)).to.be.within(54, 55);
    expect(new Set(delays)).to.have.lengthOf.above(990);
  });

  it('is drawn the same again from the same seed only', () => {
    expect(drawn(7)).to.deep.equal(drawn(7));
    expect(drawn(7)).not.to.deep.equal(drawn(8));
  });
});
