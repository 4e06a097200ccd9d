import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Session, type Surroundings } from '../../runners/session/session.ts';
import { Transcript } from '../../runners/session/transcript.ts';
import { parseElement } from '../../runners/stanza/element.ts';
import { fakeStream } from './fake-stream.ts';

const jid = 'alice@alpha.example';
const request = (namespace: string) =>
  parseElement(`<iq type='get' id='1' from='bob@beta.example/x'><ask xmlns='${namespace}'/></iq>`);

function connected() {
  const stream = fakeStream(`${jid}/phone`);
  const around: Surroundings = {
    deadlineMs: 20,
    open: () => Promise.resolve(stream),
    dial: () => Promise.reject(new Error('nobody dials here')),
    onSent: () => undefined,
    onReceived: () => undefined,
    forbid: () => undefined,
    waiting: () => () => undefined,
  };
  const session = new Session('alice', 'A', { jid } as Session['account'], new Transcript('alice', 'A'), around);
  session.attach(stream);
  return { session, stream };
}

describe('a session that is asked', () => {
  it('answers what it does not know with service-unavailable', () => {
    const { stream } = connected();
    stream.onElement(request('urn:example:a'));
    expect(stream.written.map(String).join('')).to.contain('service-unavailable');
  });

  it('leaves a namespace to the story, and no other', async () => {
    const { session, stream } = connected();
    session.leaveUnanswered('urn:example:a');
    stream.onElement(request('urn:example:a'));
    expect(stream.written).to.deep.equal([]);
    expect((await session.receive(request('urn:example:a'))).attrs.id).to.equal('1');
    stream.onElement(request('urn:example:b'));
    expect(stream.written).to.have.length(1);
  });
});
