import { expect } from 'chai';
import { describe, it } from 'mocha';
import { NotObserved } from '../../runners/session/errors.ts';
import { unlessUnreached } from '../../runners/session/fence.ts';
import { Session, type Surroundings } from '../../runners/session/session.ts';
import { Transcript } from '../../runners/session/transcript.ts';
import { clone, type Element, xml } from '../../runners/stanza/element.ts';
import { ns } from '../../runners/stanza/namespaces.ts';
import { fakeStream } from './fake-stream.ts';

type Server = (stanza: Element, from: Session) => void;

/** A session whose server is the given function: it sees what is written, and lets sessions receive what it likes. */
function sessionAt(fullJid: string, server: Server, connected = true): Session {
  const jid = fullJid.slice(0, fullJid.indexOf('/'));
  const around: Surroundings = {
    deadlineMs: 20,
    open: async () => fakeStream(fullJid, (stanza) => server(stanza, session)),
    dial: () => Promise.reject(new Error('nobody dials here')),
    onSent: () => undefined,
    onReceived: () => undefined,
    forbid: () => undefined,
    waiting: () => () => undefined,
  };
  const session = new Session(jid, 'A', { jid } as Session['account'], new Transcript(jid, 'A'), around);
  if (connected) session.attach(fakeStream(fullJid, (stanza) => server(stanza, session)));
  return session;
}

const give = (to: Session, stanza: Element, attrs: Readonly<Record<string, string>> = {}): void => {
  const copy = clone(stanza);
  Object.assign(copy.attrs, attrs);
  to.stream.onElement(copy);
};

const carbonOf = (message: Element, kind: string): Element => xml`
  <message from="juliet@b.example" type="chat">
    <${kind} xmlns="${ns.carbons}"><forwarded xmlns="${ns.forward}">${message}</forwarded></${kind}>
  </message>`;

const rejection = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('it did not reject');
};

const unreached = ['remote-server-not-found', 'remote-server-timeout'] as const;

/** An error in the name of whom it was for, as the server that gave up on the way writes it. */
const errorFor = (stanza: Element, condition: string): Element => {
  const error = xml`<error type="cancel"><gone xmlns="${ns.stanzas}"/></error>`;
  for (const child of error.getChildElements()) child.name = condition;
  const reply = xml`<iq type="error" from="${stanza.attrs.to}" id="${stanza.attrs.id}">${error}</iq>`;
  reply.name = stanza.name;
  return reply;
};

describe('a fence at an entity', () => {
  const answering = (condition: string): Session =>
    sessionAt('romeo@a.example/orchard', (stanza, romeo) => give(romeo, errorFor(stanza, condition)));

  it('takes an error of the entity for an answer', async () => {
    await answering('service-unavailable').fenceDomain('b.example');
  });

  it('is lost where somebody else answers in its place', async () => {
    const romeo = sessionAt('romeo@a.example/orchard', (stanza, from) =>
      give(from, errorFor(stanza, 'service-unavailable'), { from: 'tybalt@a.example/vault' }),
    );
    const error = await rejection(romeo.fenceDomain('b.example'));
    expect((error as Error).message).to.contain(
      'the fence was lost: romeo@a.example did not receive a reply from b.example',
    );
  });

  for (const condition of unreached) {
    it(`is lost where the entity was not reached: ${condition}`, async () => {
      const error = await rejection(answering(condition).fenceDomain('b.example'));
      expect(error).to.be.instanceOf(NotObserved);
      expect((error as Error).message).to.equal('the fence was lost: b.example was not reached');
    });
  }
});

describe('a reply where any error will do', () => {
  const asked = xml`<iq type="get" to="juliet@b.example" id="1"/>`;

  it('is one of the entity that was asked', () => {
    const refusal = errorFor(asked, 'service-unavailable');
    expect(unlessUnreached(refusal, 'juliet@b.example')).to.equal(refusal);
  });

  for (const condition of unreached) {
    it(`is none where nobody was reached: ${condition}`, () => {
      expect(() => unlessUnreached(errorFor(asked, condition), 'juliet@b.example'))
        .to.throw(NotObserved)
        .with.property('message', 'juliet@b.example was not reached');
    });
  }
});

describe('a presence fence', () => {
  it('keeps the priority, and waits for the echo and for a subscriber', async () => {
    const juliet = sessionAt('juliet@b.example/balcony', () => undefined);
    let marker: Element | undefined;
    const romeo = sessionAt('romeo@a.example/orchard', (stanza, from) => {
      marker = stanza;
      for (const one of [from, juliet]) give(one, stanza, { from: from.fullJid });
    });
    romeo.priority = -7;
    await romeo.fencePresence(juliet);
    expect(marker?.getChildText('priority')).to.equal('-7');
    expect([...romeo.inbox.everything, ...juliet.inbox.everything]).to.deep.equal([]);
  });

  it('sends a stranger the message only after the echo', async () => {
    const juliet = sessionAt('juliet@b.example/balcony', () => undefined);
    const order: string[] = [];
    const romeo = sessionAt('romeo@a.example/orchard', (stanza, from) => {
      order.push(stanza.name);
      if (stanza.name === 'message') give(juliet, stanza);
      else
        setImmediate(() => {
          order.push('echo');
          give(from, stanza, { from: from.fullJid });
        });
    });
    await romeo.fencePresence(juliet, 'stranger');
    expect(order).to.deep.equal(['presence', 'echo', 'message']);
  });

  it('is lost where the subscriber does not see it', async () => {
    const juliet = sessionAt('juliet@b.example/balcony', () => undefined);
    const romeo = sessionAt('romeo@a.example/orchard', (stanza, from) => give(from, stanza, { from: from.fullJid }));
    const error = await rejection(romeo.fencePresence(juliet));
    expect(error).to.be.instanceOf(NotObserved);
    expect((error as Error).message).to.contain('the fence was lost');
  });
});

describe('a carbon fence', () => {
  for (const kind of ['received', 'sent']) {
    it(`is seen as a copy of kind ${kind}, and never by the story`, async () => {
      const chamber = sessionAt('juliet@b.example/chamber', () => undefined);
      const juliet = sessionAt('juliet@b.example/balcony', () => undefined);
      const romeo = sessionAt('romeo@a.example/orchard', (stanza) => {
        give(juliet, stanza);
        give(chamber, carbonOf(stanza, kind));
      });
      await romeo.fenceCarbon(juliet, chamber);
      expect([...juliet.inbox.everything, ...chamber.inbox.everything]).to.deep.equal([]);
    });
  }

  it('is lost where the message itself comes instead of a copy', async () => {
    const chamber = sessionAt('juliet@b.example/chamber', () => undefined);
    const juliet = sessionAt('juliet@b.example/balcony', () => undefined);
    const romeo = sessionAt('romeo@a.example/orchard', (stanza) => give(chamber, stanza));
    expect(await rejection(romeo.fenceCarbon(juliet, chamber))).to.be.instanceOf(NotObserved);
  });

  it('is eligible for copying: a chat message with a body and without a hint against it', async () => {
    const chamber = sessionAt('juliet@b.example/chamber', () => undefined);
    let fence: Element | undefined;
    const romeo = sessionAt('romeo@a.example/orchard', (stanza) => {
      fence = stanza;
      give(chamber, carbonOf(stanza, 'received'));
    });
    await romeo.fenceCarbon(chamber, chamber);
    expect(fence?.attrs.type).to.equal('chat');
    expect(fence?.getChildText('body')).to.not.equal(null);
    expect([fence?.getChild('no-copy', ns.hints), fence?.getChild('private', ns.carbons)]).to.deep.equal([
      undefined,
      undefined,
    ]);
  });
});

describe('an offline fence', () => {
  /** Juliet's server: answers the login as one must, and first floods what it has stored. */
  const atHome =
    (stored: readonly Element[]): Server =>
    (stanza, juliet) => {
      if (stanza.name === 'iq') give(juliet, xml`<iq type="result" id="${stanza.attrs.id}"/>`);
      else if (stanza.name === 'presence') {
        give(juliet, stanza, { from: juliet.fullJid });
        for (const message of stored) give(juliet, message, { from: 'romeo@a.example/orchard' });
      } else give(juliet, stanza, { from: juliet.fullJid });
    };

  const romeoWhoseMessages = (what: (message: Element, romeo: Session) => void): Session =>
    sessionAt('romeo@a.example/orchard', (stanza, romeo) => {
      if (stanza.name === 'message') what(stanza, romeo);
      else give(romeo, xml`<iq type="result" from="${stanza.attrs.to}" id="${stanza.attrs.id}"/>`);
    });

  it('brings the absent on-line and ends with the sentinel', async () => {
    const stored: Element[] = [];
    const juliet = sessionAt('juliet@b.example/balcony', atHome(stored), false);
    const romeo = romeoWhoseMessages((message) => stored.push(message));
    expect(await romeo.fenceOffline(juliet)).to.equal('stored');
    expect(juliet.connected).to.equal(true);
    expect(juliet.inbox.everything).to.deep.equal([]);
  });

  it('tells a sentinel that was refused from one that was lost', async () => {
    const refusing = romeoWhoseMessages((message, romeo) =>
      give(romeo, xml`<message type="error" from="${message.attrs.to}" id="${message.attrs.id}"/>`),
    );
    expect(await refusing.fenceOffline(sessionAt('juliet@b.example/balcony', atHome([]), false))).to.equal('refused');
    expect(refusing.inbox.everything).to.deep.equal([]);
    const losing = romeoWhoseMessages(() => undefined);
    const error = await rejection(losing.fenceOffline(sessionAt('juliet@b.example/balcony', atHome([]), false)));
    expect((error as Error).message).to.contain('the fence was lost: juliet@b.example did not receive the sentinel');
  });

  for (const condition of unreached) {
    it(`takes ${condition} for no refusal`, async () => {
      const romeo = romeoWhoseMessages((message, from) => give(from, errorFor(message, condition)));
      const error = await rejection(romeo.fenceOffline(sessionAt('juliet@b.example/balcony', atHome([]), false)));
      expect((error as Error).message).to.equal('the fence was lost: juliet@b.example was not reached');
    });
  }
});
