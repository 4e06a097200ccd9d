import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Settings } from '../../runners/campaign/settings.ts';
import { Session } from '../../runners/session/session.ts';
import { Transcript } from '../../runners/session/transcript.ts';
import { clone, type Element, xml } from '../../runners/stanza/element.ts';
import { ns } from '../../runners/stanza/namespaces.ts';
import { fakeStream } from '../session/fake-stream.ts';

const jid = 'alice@alpha.example';
const forbidden = xml`<error type="auth"><forbidden xmlns="${ns.stanzas}"/></error>`;

const preferring = (value: string): Element =>
  xml`<prefs xmlns="${ns.mam}" default="${value}"><always/><never/></prefs>`;
const set = (payload: Element): Element => xml`<iq type="set" id="s">${payload}</iq>`;

/** An account on a server that keeps its preferences, or refuses to change them. */
function accountPreferring(first: string, refuses = false) {
  const kept = { preferences: preferring(first) };
  const session = new Session('alice', 'A', { jid } as Session['account'], new Transcript('alice', 'A'), {
    deadlineMs: 50,
    open: () => Promise.reject(new Error('nobody opens here')),
    dial: () => Promise.reject(new Error('nobody dials here')),
    onSent: () => undefined,
    onReceived: () => undefined,
    forbid: () => undefined,
    waiting: () => () => undefined,
  });
  const stream = fakeStream(`${jid}/phone`, (request) => {
    const changes = request.attrs.type === 'set' ? request.getChild('prefs', ns.mam) : undefined;
    const fails = (changes ?? request.getChild('disable', ns.push)) !== undefined && refuses;
    if (changes && !refuses) kept.preferences = clone(changes);
    const reply = xml`<iq type="${fails ? 'error' : 'result'}" id="${request.attrs.id}"/>`;
    if (fails) reply.cnode(clone(forbidden));
    else if (request.attrs.type === 'get') reply.cnode(clone(kept.preferences));
    queueMicrotask(() => stream.onElement(reply));
  });
  session.attach(stream);
  return { session, kept, stream };
}

describe('settings of accounts', () => {
  it('puts archive preferences back as they were before the first change', async () => {
    const { session, kept } = accountPreferring('roster');
    const settings = new Settings();
    for (const value of ['always', 'never']) {
      await settings.note(session, set(preferring(value)));
      await session.write(set(preferring(value)));
    }
    expect(kept.preferences.attrs.default).to.equal('never');

    await settings.restore(session);

    expect(kept.preferences.attrs.default).to.equal('roster');
  });

  it('says when preferences could not be put back', async () => {
    const { session } = accountPreferring('roster', true);
    const settings = new Settings();
    await settings.note(session, set(preferring('always')));
    const error: unknown = await settings.restore(session).catch((one: unknown) => one);
    expect(String(error)).to.include('the archive preferences are not as they were').and.to.include('forbidden');
  });

  it('disables the push services that were enabled', async () => {
    const { session, stream } = accountPreferring('always');
    const settings = new Settings();
    await settings.note(session, set(xml`<enable xmlns="${ns.push}" jid="push.example" node="n"/>`));

    await settings.restore(session);

    const disabled = stream.written.map((iq) => iq.getChild('disable', ns.push)?.attrs.jid as unknown);
    expect(disabled).to.deep.equal(['push.example']);
  });

  it('says when a push service could not be disabled', async () => {
    const { session } = accountPreferring('always', true);
    const settings = new Settings();
    await settings.note(session, set(xml`<enable xmlns="${ns.push}" jid="push.example" node="n"/>`));
    const error: unknown = await settings.restore(session).catch((one: unknown) => one);
    expect(String(error)).to.include('the push service push.example is not disabled').and.to.include('forbidden');
  });

  it('asks and changes nothing where a story changed nothing', async () => {
    const { session, stream } = accountPreferring('always');
    const settings = new Settings();
    await settings.note(session, xml`<iq type="get" id="g"><prefs xmlns="${ns.mam}"/></iq>`);
    await settings.note(session, set(xml`<enable xmlns="${ns.carbons}"/>`));

    await settings.restore(session);

    expect(settings.concerns(jid)).to.equal(false);
    expect(stream.written).to.deep.equal([]);
  });
});
