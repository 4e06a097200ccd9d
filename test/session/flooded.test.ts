import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Secret } from '../../runners/config/plan.ts';
import { NotObserved, StreamLost } from '../../runners/session/errors.ts';
import { Session } from '../../runners/session/session.ts';
import { Transcript } from '../../runners/session/transcript.ts';
import type { StreamEnd } from '../../runners/transport/stream.ts';
import { fakeStream } from './fake-stream.ts';

const account = { jid: 'alice@alpha.example', password: new Secret('x') };

function sessionEndedBy(end: StreamEnd): Session {
  const session = new Session('alice', 'A', account, new Transcript('alice', 'A'), {
    deadlineMs: 1000,
    open: () => Promise.reject(new Error('nothing is opened here')),
    dial: () => Promise.reject(new Error('nothing is dialled here')),
    onSent: () => undefined,
    onReceived: () => undefined,
    forbid: () => undefined,
    waiting: () => () => undefined,
  });
  const stream = { ...fakeStream(), ended: end };
  session.attach(stream);
  stream.onEnd(end);
  return session;
}

const sign = { what: 'a sign', matches: () => false };

describe('a session that waits for how its stream ends', () => {
  it('learns it where the server ended it', async () => {
    const end = { reason: 'stream-error', detail: 'conflict' } as const;
    expect(await sessionEndedBy(end).ended(sign)).to.equal(end);
  });

  it('learns nothing of the server where that was cut off for a flood', async () => {
    const session = sessionEndedBy({ reason: 'flooded', detail: 'the server sent more than it should' });
    const error: unknown = await session.ended(sign).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(StreamLost).and.to.be.instanceOf(NotObserved);
    expect(session.lostBy).to.equal('flooded: the server sent more than it should');
  });
});
