import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Story } from '../../runners/scenario/story.ts';

describe('the unreachable domain of a story', () => {
  it('is another one each time where any name below it will do', () => {
    const story = new Story('*.dead.example');
    const [one, two] = [story.unreachableDomain(), story.unreachableDomain()];

    expect(one).to.match(/^[0-9a-f-]{36}\.dead\.example$/);
    expect(two).not.to.equal(one);
  });

  it('is the one that was named otherwise', () => {
    expect(new Story('dead.example').unreachableDomain()).to.equal('dead.example');
  });

  it('is a mistake of the scenario where it did not ask for one', () => {
    expect(() => new Story().unreachableDomain()).to.throw('does not declare');
  });
});
