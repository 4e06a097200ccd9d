import { expect as plain } from 'chai';
import { describe, it } from 'mocha';
import { Secret } from '../../runners/config/plan.ts';
import { Breach } from '../../runners/judge/breach.ts';
import { expect } from '../../runners/judge/expect.ts';
import { NotObserved } from '../../runners/session/errors.ts';
import type { Matcher } from '../../runners/session/matchers.ts';
import { Session } from '../../runners/session/session.ts';
import { Transcript } from '../../runners/session/transcript.ts';
import { xml } from '../../runners/stanza/element.ts';
import { fakeStream } from '../session/fake-stream.ts';

/** An actor at the end of a stream to nowhere, and what it put into the late ledger. */
function actor() {
  const stream = fakeStream('juliet@b.example/balcony');
  const forbidden: Matcher[] = [];
  const account = { jid: 'juliet@b.example', password: new Secret('no matter') };
  const session = new Session('juliet', 'B', account, new Transcript('juliet', 'B'), {
    deadlineMs: 5,
    open: () => Promise.reject(new Error('only attached here')),
    dial: () => Promise.reject(new Error('only attached here')),
    onSent: () => undefined,
    onReceived: () => undefined,
    forbid: (_session, matcher) => forbidden.push(matcher),
    waiting: () => () => undefined,
  });
  session.attach(stream);
  return { session, stream, forbidden };
}

const caught = async (act: () => unknown): Promise<unknown> => {
  try {
    await act();
  } catch (error) {
    return error;
  }
  throw new Error('it did not throw');
};
const breach = async (act: () => unknown): Promise<Breach> => {
  const error = await caught(act);
  if (error instanceof Breach) return error;
  throw error;
};

const message = xml`<message from="romeo@a.example" id="1"><body>Soft!</body></message>`;
const pattern = xml`<message id="1"/>`;

describe('expect(actor).to.receive', () => {
  it('resolves with what came', async () => {
    const { session, stream } = actor();
    stream.onElement(message);
    plain(await expect(session).to.receive(pattern)).to.equal(message);
  });

  it('breaks when the deadline passes, and tells what came instead', async () => {
    const { session, stream } = actor();
    stream.onElement(xml`<presence/>`);
    const { kind, wanted, found, message: text } = await breach(() => expect(session).to.receive(pattern));
    plain(kind).to.equal('missing-stanza');
    plain(wanted).to.equal('juliet to receive a stanza like <message id="1"/>');
    plain(found).to.match(/^it never came; juliet received .*presence/s);
    plain(text).to.equal(`expected ${wanted}, but ${found}`);
  });

  it('is no breach when the stream was lost', async () => {
    const { session, stream } = actor();
    const wait = caught(() => expect(session).to.receive(pattern));
    stream.onEnd({ reason: 'connection-lost', detail: 'reset' });
    plain(await wait)
      .to.be.instanceOf(NotObserved)
      .and.not.instanceOf(Breach);
  });

  it('awaits nothing that must not come, and nobody but an actor', async () => {
    const { session } = actor();
    plain(await caught(() => expect(session).not.to.receive(pattern)))
      .to.be.instanceOf(TypeError)
      .and.have.property('message', 'use `not.to.have.received` after a fence: nothing can be awaited not to come');
    plain(await caught(() => expect('juliet').to.receive(pattern)))
      .to.be.instanceOf(TypeError)
      .and.have.property('message', 'this expectation is about an actor');
  });
});

describe('expect(actor).not.to.have.received', () => {
  it('holds where nothing came, and keeps it in the late ledger', () => {
    const { session, stream, forbidden } = actor();
    stream.onElement(xml`<message id="2"/>`);
    expect(session).not.to.have.received(pattern);
    plain(forbidden.map(({ what }) => what)).to.deep.equal(['a stanza like <message id="1"/>']);
  });

  it('breaks where it came, and shows it', async () => {
    const { session, stream } = actor();
    stream.onElement(message);
    plain(
      await breach(() => {
        expect(session).not.to.have.received(pattern);
      }),
    ).to.deep.include({
      kind: 'forbidden-stanza',
      wanted: 'juliet not to receive a stanza like <message id="1"/>',
      found: `it received ${message.toString()}`,
      offending: message,
    });
  });

  it('is no way to wait for something', async () => {
    plain(
      await caught(() => {
        expect(actor().session).to.have.received(pattern);
      }),
    )
      .to.be.instanceOf(TypeError)
      .and.have.property('message', 'use `to.receive`: it waits');
  });
});

const stanzas = 'urn:ietf:params:xml:ns:xmpp-stanzas';
const error = xml`<message type="error" from="b.example"><error><text xmlns="${stanzas}">No</text><x xmlns="urn:x"/><gone xmlns="${stanzas}"/></error></message>`;

describe('what an expectation about a stanza tells when it breaks', () => {
  for (const [what, act, told] of [
    [
      'something is not like the pattern',
      () => expect(message).to.be.like(xml`<message id="2"/>`),
      {
        wanted: 'a stanza like <message id="2"/>',
        found: "id of <message/> is '1' instead of '2'",
        offending: message,
      },
    ],
    [
      'something is like what must not be',
      () => expect(message).not.to.be.like(pattern),
      { wanted: 'nothing like <message id="1"/>', found: `it is ${message.toString()}`, offending: message },
    ],
    [
      'something lacks what it is to carry',
      () => expect(message).to.carry(xml`<subject/>`),
      {
        wanted: 'the message from romeo@a.example to carry <subject/>',
        found: `it is ${message.toString()}`,
        offending: message,
      },
    ],
    [
      'something carries what it must not',
      () => expect(message).not.to.carry(xml`<body/>`),
      {
        wanted: 'the message from romeo@a.example not to carry <body/>',
        found: `it is ${message.toString()}`,
        offending: message,
      },
    ],
    [
      'the condition is another one',
      () => expect(error).to.be.a.stanzaError('conflict', 'not-allowed'),
      { wanted: 'a stanza error with conflict or not-allowed', found: 'the condition is gone', offending: error },
    ],
    [
      'there is no error',
      () => expect(message).to.be.a.stanzaError(),
      { wanted: 'a stanza error with a defined condition', found: `it is ${message.toString()}`, offending: message },
    ],
    [
      'there is nothing',
      () => expect(undefined).to.be.like(pattern),
      { wanted: 'a stanza or element to be there', found: 'it is absent', offending: undefined },
    ],
    [
      'a stamp is out of bounds',
      () => expect('2026-01-01T01:00:00Z').to.be.utcStampWithin(new Date('2026-01-01'), new Date('2026-01-01')),
      {
        wanted: 'a UTC time between 2026-01-01T00:00:00.000Z and 2026-01-01T00:00:00.000Z',
        found: 'it is 2026-01-01T01:00:00Z',
        offending: undefined,
      },
    ],
    [
      'a stamp is no UTC time',
      () => expect('yesterday').to.be.a.utcStamp(),
      { wanted: 'a UTC time', found: 'it is yesterday', offending: undefined },
    ],
  ] as const) {
    it(`is right where ${what}`, async () => {
      plain(await breach(act)).to.deep.include({ kind: 'wrong-content', ...told });
    });
  }
});

describe('a stanza error', () => {
  it('is known by its defined condition, beside text and conditions of applications', () => {
    expect(error).to.be.a.stanzaError('gone');
    expect(error).to.be.a.stanzaError('conflict', 'gone');
  });

  for (const [what, stanza] of [
    ['one without a condition', xml`<message type="error"><error><text xmlns="${stanzas}"/></error></message>`],
    ['one whose condition is of another namespace', xml`<message type="error"><error><gone/></error></message>`],
    ['one that is not of type error', xml`<message><error><gone xmlns="${stanzas}"/></error></message>`],
  ] as const) {
    it(`is not ${what}`, async () => {
      plain((await breach(() => expect(stanza).to.be.a.stanzaError())).found).to.equal(`it is ${stanza.toString()}`);
    });
  }
});

describe('a UTC stamp', () => {
  const within = (stamp: string) => (): unknown =>
    expect(stamp).to.be.utcStampWithin(new Date('2026-01-01T12:00:00Z'), new Date('2026-01-01T13:00:00Z'));

  for (const stamp of [
    '2026-01-01T12:30:00Z',
    '2026-01-01T11:31:01Z',
    '2026-01-01T13:28:59Z',
    '2026-01-01T11:28:59Z',
    '2025-12-31T12:00:00Z',
    '2026-01-02T13:00:00Z',
  ])
    it(`may be ${stamp}, as clocks are wrong`, within(stamp));

  for (const stamp of [
    '2026-01-01T11:31:00Z',
    '2026-01-01T13:29:00Z',
    '2026-01-01T14:00:00Z',
    '2026-01-01T06:15:30Z',
    '2026-01-02T03:00:00Z',
    '2025-12-31T11:59:59Z',
    '2026-01-02T13:00:01Z',
    '2026-13-01T12:30:00Z',
  ])
    it(`is of another zone or day, or none, at ${stamp}`, async () => {
      await breach(within(stamp));
    });

  it('has the form of XEP-0082', async () => {
    within('2026-01-01T12:00:00-00:00')();
    for (const stamp of [
      ' 2026-01-01T12:00:00Z',
      '2026-01-01T12:00:00Z ',
      '2026-01-01 12:00:00Z',
      '2026-01-01T12:00Z',
      '2026-01-01T12:00:00.Z',
    ])
      await breach(within(stamp));
  });
});
