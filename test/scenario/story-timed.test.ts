import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Story } from '../../runners/scenario/story.ts';

const [a, b] = [{ side: 'A' }, { side: 'B' }] as const;

describe('what a story measures', () => {
  it('is kept by what it is of and by path, in order, and the work gives its result', async () => {
    const story = new Story();

    const result = await story.timed('message', a, b, () => Promise.resolve('arrived'));
    await story.timed('message', a, b, () => Promise.resolve());
    await story.timed('message', b, a, () => Promise.resolve());
    await story.timed('request', a, a, () => Promise.resolve());

    expect(result).to.equal('arrived');
    expect(story.measures.map(({ what, path, milliseconds }) => [what, path, milliseconds.length])).to.deep.equal([
      ['message', 'A->B', 2],
      ['message', 'B->A', 1],
      ['request', 'A', 1],
    ]);
  });

  it('is the time between the two ends of the work, in milliseconds', async () => {
    const story = new Story();
    const begun = performance.now();

    await story.timed('message', a, b, () => new Promise((resolve) => setImmediate(resolve)));

    const [took = Number.NaN] = story.measures[0]?.milliseconds ?? [];
    expect(took).to.be.within(0, Math.ceil(performance.now() - begun));
  });

  it('leaves out what failed, and lets the failure through', async () => {
    const story = new Story();

    const failure: unknown = await story
      .timed('message', a, b, () => Promise.reject(new Error('it never came')))
      .catch((error: unknown) => error);

    expect(failure).to.be.an('error').with.property('message', 'it never came');
    expect(story.measures).to.deep.equal([]);
  });
});
