import { expect } from 'chai';
import { describe, it } from 'mocha';
import { DeadlinePassed, NotObserved, StreamLost } from '../../runners/session/errors.ts';
import { Inbox } from '../../runners/session/inbox.ts';
import { xml } from '../../runners/stanza/element.ts';

const one = xml`<message id="1"/>`;
const two = xml`<message id="2"/>`;

const rejection = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('it did not reject');
};

describe('an inbox', () => {
  it('gives what came before the wait and what comes after it', async () => {
    const inbox = new Inbox('juliet');
    inbox.put(one);
    expect(await inbox.wait(one, 1000)).to.equal(one);
    const later = inbox.wait(two, 1000);
    inbox.put(two);
    expect(await later).to.equal(two);
  });

  it('lets a stanza satisfy one wait only', async () => {
    const inbox = new Inbox('juliet');
    inbox.put(one);
    await inbox.wait(one, 1000);
    expect(await rejection(inbox.wait(one, 5))).to.be.instanceOf(DeadlinePassed);
    expect(inbox.all(one)).to.have.lengthOf(1);
  });

  it('forgets at a mark', async () => {
    const inbox = new Inbox('juliet');
    inbox.put(one);
    inbox.mark();
    expect(inbox.all(one)).to.have.lengthOf(0);
    expect(await rejection(inbox.wait(one, 5))).to.be.instanceOf(DeadlinePassed);
  });

  it('says at the deadline who waited for what, and what came instead', async () => {
    const inbox = new Inbox('juliet');
    inbox.put(two);
    const error = (await rejection(inbox.wait(one, 5))) as DeadlinePassed;
    expect(error.message).to.equal(
      'juliet did not receive a stanza like <message id="1"/> within 0.005 s; it received <message id="2"/>',
    );
  });

  it('interrupts the waits of the moment and none that come after', async () => {
    const inbox = new Inbox('juliet');
    const waiting = rejection(inbox.wait(one, 1000));
    inbox.interrupt('the run was stopped');
    const error = await waiting;
    expect(error).to.be.instanceOf(NotObserved).and.not.instanceOf(DeadlinePassed);
    expect((error as Error).message).to.contain('the run was stopped');
    const later = inbox.wait(one, 1000);
    inbox.put(one);
    expect(await later).to.equal(one);
  });

  it('gives up a wait that is over, and leaves the stanza to the next one', async () => {
    const inbox = new Inbox('juliet');
    const over = new AbortController();
    const waiting = rejection(inbox.wait(one, 1000, over.signal));
    over.abort();
    expect(await waiting)
      .to.be.instanceOf(NotObserved)
      .and.not.instanceOf(DeadlinePassed);
    inbox.put(one);
    expect(await inbox.wait(one, 1000)).to.equal(one);
  });

  it('ends every wait when the stream ends, which is no deadline', async () => {
    const inbox = new Inbox('juliet');
    const waiting = rejection(inbox.wait(one, 1000));
    inbox.end('stream-error: conflict');
    const error = await waiting;
    expect(error).to.be.instanceOf(StreamLost).and.not.instanceOf(DeadlinePassed);
    expect((error as Error).message).to.contain('conflict');
    expect(await rejection(inbox.wait(one, 1000))).to.be.instanceOf(StreamLost);
  });
});
