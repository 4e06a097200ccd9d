import { expect } from 'chai';
import { describe, it } from 'mocha';
import { StreamLost } from '../../runners/session/errors.ts';
import { Session, type Surroundings } from '../../runners/session/session.ts';
import { nonza, restoreSession, streamManagement } from '../../runners/session/stream-management.ts';
import { Transcript } from '../../runners/session/transcript.ts';
import { type Element, xml } from '../../runners/stanza/element.ts';
import type { Stream } from '../../runners/transport/stream.ts';
import { fakeStream } from './fake-stream.ts';

const sm = 'urn:xmpp:sm:3';
const jid = 'alice@alpha.example';

/** A server that keeps the sessions that are enabled on it, and lets go of them when they are closed. */
class FakeServer {
  readonly kept = new Set<string>();
  readonly said: string[] = [];
  silent = false;
  #made = 0;

  connect(bound: boolean): Stream {
    let id = '';
    const stream: { ended: Stream['ended'] } & Omit<Stream, 'ended'> = fakeStream(
      bound ? `${jid}/desk` : jid,
      (element) => {
        this.said.push(element.toString());
        const answer = this.silent ? undefined : this.#answer(element);
        if (!answer) return;
        id = String(answer.attrs.id ?? answer.attrs.previd);
        stream.onElement(answer);
      },
    );
    const end = (detail: string): void => {
      stream.ended = { reason: 'closed-by-us', detail };
      stream.onEnd(stream.ended);
    };
    stream.destroy = () => {
      end('we cut the connection');
    };
    stream.close = async () => {
      this.kept.delete(id);
      end('both sides closed the stream');
    };
    return stream;
  }

  #answer({ name, attrs }: Element): Element | undefined {
    if (name === 'enable') {
      const id = `sm-${String((this.#made += 1))}`;
      this.kept.add(id);
      return xml`<enabled xmlns="${sm}" id="${id}" resume="true"/>`;
    }
    if (name !== 'resume') return undefined;
    return this.kept.has(String(attrs.previd))
      ? xml`<resumed xmlns="${sm}" previd="${attrs.previd}" h="0"/>`
      : xml`<failed xmlns="${sm}"/>`;
  }
}

function actorAt(server: FakeServer): Session {
  const around: Surroundings = {
    deadlineMs: 20,
    open: (_session, unbound) => Promise.resolve(server.connect(unbound !== true)),
    dial: () => Promise.reject(new Error('nobody dials here')),
    onSent: () => undefined,
    onReceived: () => undefined,
    forbid: () => undefined,
    waiting: () => () => undefined,
  };
  const actor = new Session('alice', 'A', { jid } as Session['account'], new Transcript('alice', 'A'), around);
  actor.attach(server.connect(true));
  return actor;
}

describe('stream management of an actor', () => {
  it('is off until it is asked for', async () => {
    const server = new FakeServer();
    const actor = actorAt(server);

    await restoreSession(actor);
    await actor.send(xml`<presence id="1"/>`);

    expect(server.said).to.deep.equal(['<presence id="1"/>']);
  });

  it('gives the answers to the story, and to a wire fault before', async () => {
    const actor = actorAt(new FakeServer());
    const management = streamManagement(actor);
    expect((await management.enabled({ resume: true })).attrs.id).to.equal('sm-1');

    actor.spoil = () => [];
    await management.enable();

    expect(actor.received(nonza('enabled'))).to.have.length(1);
  });

  it('resumes the session that was cut, under its full JID', async () => {
    const server = new FakeServer();
    const actor = actorAt(server);
    const management = streamManagement(actor);
    await management.enabled({ resume: true });
    await actor.send(xml`<presence/>`);
    actor.cut();

    const answer = await management.resumed();

    expect(answer.name).to.equal('resumed');
    expect(actor.fullJid).to.equal(`${jid}/desk`);
    expect(server.said.at(-1)).to.equal(`<resume xmlns="${sm}" previd="sm-1" h="0"/>`);
  });

  it('gets back a session that the story left cut, so that it can be closed', async () => {
    const server = new FakeServer();
    const actor = actorAt(server);
    await streamManagement(actor).enabled({ resume: true });
    actor.cut();

    await restoreSession(actor);
    expect([actor.connected, actor.fullJid]).to.deep.equal([true, `${jid}/desk`]);
    await actor.stream.close();

    expect([...server.kept]).to.deep.equal([]);
  });

  it('gets it back from a connection on which nothing was resumed', async () => {
    const server = new FakeServer();
    const actor = actorAt(server);
    await streamManagement(actor).enabled({ resume: true });
    actor.cut();
    await streamManagement(actor).reconnect();
    expect(actor.fullJid).to.equal(jid);

    await restoreSession(actor);

    expect(actor.fullJid).to.equal(`${jid}/desk`);
  });

  it('closes every session that was cut where the actor has a new one', async () => {
    const server = new FakeServer();
    const actor = actorAt(server);
    for (const id of ['sm-1', 'sm-2']) {
      expect((await streamManagement(actor).enabled({ resume: true })).attrs.id).to.equal(id);
      actor.cut();
      actor.attach(server.connect(true));
    }
    expect(server.kept.size).to.equal(2);

    await restoreSession(actor);

    expect(server.kept.size, 'sessions that the server keeps').to.equal(0);
    expect(actor.connected).to.equal(true);
  });

  it('takes a session that the server has given up for gone', async () => {
    const server = new FakeServer();
    const actor = actorAt(server);
    await streamManagement(actor).enabled({ resume: true });
    actor.cut();
    server.kept.clear();

    await restoreSession(actor);
    await restoreSession(actor);

    expect(actor.connected).to.equal(false);
    expect(
      server.said.filter((text) => text.startsWith('<resume')),
      'attempts',
    ).to.have.length(1);
  });

  it('says so when the server does not answer', async () => {
    const server = new FakeServer();
    const actor = actorAt(server);
    await streamManagement(actor).enabled({ resume: true });
    actor.cut();
    server.silent = true;

    const trouble = await restoreSession(actor).catch((error: unknown) => error);

    expect(trouble).to.be.an('error').with.property('message').that.contains('<resumed/> or <failed/>');
    expect(trouble).not.to.be.instanceOf(StreamLost);
  });

  it('loses the stream when it is asked to say something over a cut connection', async () => {
    const actor = actorAt(new FakeServer());
    actor.stream.write = () => Promise.reject(new Error('gone'));

    const trouble = await streamManagement(actor)
      .request()
      .catch((error: unknown) => error);

    expect(trouble).to.be.instanceOf(StreamLost);
  });
});
