import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Breach } from '../../runners/judge/breach.ts';
import { Story } from '../../runners/scenario/story.ts';
import { NotObserved } from '../../runners/session/errors.ts';

const broken = (what: string) => (): never => {
  throw new Breach('wrong-content', what, `no ${what}`);
};
const unseen = (): never => {
  throw new NotObserved('the stream was lost');
};
const outcomeOf = async (judging: Promise<void>): Promise<unknown> =>
  judging.then(
    () => 'held',
    (error: unknown) => error,
  );

describe('the parts of a story', () => {
  it('are all judged, and the first breach counts', async () => {
    const story = new Story();
    const judged: string[] = [];

    const outcome = await outcomeOf(
      story.parts({
        delivery: broken('arrival'),
        state: () => judged.push('state'),
        effect: broken('farewell'),
      }),
    );

    expect(outcome).to.include({ wanted: 'arrival' });
    expect(judged).to.deep.equal(['state']);
    expect(story.remarks.map(({ verdict, text }) => `${verdict} ${text}`)).to.deep.equal([
      'note delivery: expected arrival, but no arrival',
      'note effect: expected farewell, but no farewell',
    ]);
  });

  it('hold together when none is broken', async () => {
    const story = new Story();
    expect(await outcomeOf(story.parts({ delivery: () => undefined }))).to.equal('held');
    expect(story.remarks).to.deep.equal([]);
  });

  it('lose nothing that was seen when a later one cannot be observed', async () => {
    const seen = await outcomeOf(new Story().parts({ delivery: broken('arrival'), state: unseen }));
    expect(seen).to.be.instanceOf(Breach);
    const unobserved = await outcomeOf(new Story().parts({ state: unseen, delivery: broken('arrival') }));
    expect(unobserved).to.be.instanceOf(NotObserved);
  });
});
