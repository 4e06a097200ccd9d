import { expect } from 'chai';
import { describe, it } from 'mocha';
import { discover } from '../../runners/cli/doctor-side.ts';
import { findingText, problem } from '../../runners/cli/finding.ts';
import { firstStanza } from '../../runners/cli/first-stanza.ts';
import { Secret, type Service } from '../../runners/config/plan.ts';
import { clone, type Element, parseElement, xml } from '../../runners/stanza/element.ts';
import type { Stream } from '../../runners/transport/stream.ts';
import { fakeStream } from '../session/fake-stream.ts';

const run = { lanes: 1, deadlineMs: 40, heavy: false };
const service: Service = {
  domain: 'alpha.example',
  accounts: [{ jid: 'alice@alpha.example', password: new Secret('x') }],
};

/** A server that answers a query of a namespace with an element, and is silent about others. */
function answering(answers: Readonly<Record<string, (to: string) => Element | undefined>>): Stream {
  const stream: Stream = fakeStream('alice@alpha.example/x', (request) => {
    const to = String(request.attrs.to);
    const child = request.getChildElements()[0];
    const answer = child === undefined ? undefined : answers[String(child.attrs.xmlns)]?.(to);
    if (answer !== undefined)
      stream.onElement(
        parseElement(
          `<iq xmlns="jabber:client" type="result" from="${to}" id="${String(request.attrs.id)}">${answer.toString()}</iq>`,
        ),
      );
  });
  return stream;
}

describe('doctor', () => {
  it('finds features, software, the room service and the clock', async () => {
    const now = new Date().toISOString();
    const findings = await discover(
      service,
      run,
      answering({
        'http://jabber.org/protocol/disco#info': (to) =>
          xml`<query xmlns="http://jabber.org/protocol/disco#info"><feature var="${to === 'rooms.alpha.example' ? 'http://jabber.org/protocol/muc' : 'urn:xmpp:ping'}"/></query>`,
        'http://jabber.org/protocol/disco#items': () =>
          xml`<query xmlns="http://jabber.org/protocol/disco#items"><item jid="upload.alpha.example"/><item jid="rooms.alpha.example"/></query>`,
        'jabber:iq:version': () =>
          xml`<query xmlns="jabber:iq:version"><name>Server</name><version>1.0</version></query>`,
        'urn:xmpp:time': () => xml`<time xmlns="urn:xmpp:time"><tzo>+00:00</tzo><utc>${now}</utc></time>`,
      }),
    );
    expect(findings.map(({ what, status, text }) => `${what} ${status} ${text}`)).to.deep.equal([
      'discovery ok 1 features',
      'software ok Server 1.0',
      'rooms ok rooms.alpha.example',
      'clock ok agrees with this machine',
    ]);
  });

  it('tells a clock that is wrong, and a server that does not answer', async () => {
    const findings = await discover(
      service,
      run,
      answering({
        'urn:xmpp:time': () =>
          xml`<time xmlns="urn:xmpp:time"><utc>${new Date(Date.now() - 3_600_000).toISOString()}</utc></time>`,
      }),
    );
    expect(findings.map(({ status }) => status)).to.deep.equal(['problem', 'problem', 'problem', 'problem']);
    expect(findings[0]).to.include({ kind: 'conformance' });
    expect(findings[3])
      .to.include({ kind: 'configuration' })
      .and.to.have.property('text')
      .that.matches(/^differs from this machine by 359\d\.\d s$/);
  });

  const pairOf = (onWritten: (element: Element, from: Stream, to: Stream) => void): readonly [Stream, Stream] => {
    const to = fakeStream('bob@beta.example/y');
    const from: Stream = fakeStream('alice@alpha.example/x', (element) => onWritten(element, from, to));
    return [from, to];
  };

  it('sees a first stanza arrive, come back as an error, or neither', async () => {
    const arrives = await firstStanza(...pairOf((element, _from, to) => to.onElement(clone(element))), 'A->B', 40);
    expect(arrives).to.include({ status: 'ok', what: 'stanza A->B' });
    const bounces = await firstStanza(
      ...pairOf((element, from) =>
        from.onElement(
          xml`<message type="error" id="${String(element.attrs.id)}"><error type="cancel"><remote-server-not-found xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></message>`,
        ),
      ),
      'A->B',
      40,
    );
    expect(bounces).to.include({ status: 'problem', text: 'came back as an error: remote-server-not-found' });
    const lost = await firstStanza(...pairOf(() => undefined), 'A->B', 40);
    expect(lost).to.include({ status: 'problem', text: 'nothing arrived within 40 ms, and no error came back' });
  });

  it('shows a problem with its remedy, and nothing that steers the terminal', () => {
    expect(findingText(problem('tls', 'no\u001b[2J trust', 'Give ca.')))
      .to.match(/^ {2}problem {2}tls .*\n {24}configuration: Give ca\.\n$/)
      .and.not.to.contain('\u001b');
  });
});
