import { expect } from 'chai';
import { describe, it } from 'mocha';
import { parseElement } from '../../runners/stanza/element.ts';
import { fakeStream, sessionOn } from './fake-stream.ts';

const jid = 'alice@alpha.example';
const request = (namespace: string) =>
  parseElement(`<iq type='get' id='1' from='bob@beta.example/x'><ask xmlns='${namespace}'/></iq>`);

function connected() {
  const stream = fakeStream(`${jid}/phone`);
  return { session: sessionOn(stream), stream };
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
