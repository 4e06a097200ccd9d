import { AssertionError, expect } from 'chai';
import { describe, it } from 'mocha';
import { asBreach, Breach } from '../../runners/judge/breach.ts';
import '../../runners/judge/expect.ts';
import { xml } from '../../runners/stanza/element.ts';

const thrown = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('it did not throw');
};

const breachOf = (act: () => unknown) => asBreach(thrown(act));

describe('asBreach', () => {
  it('tells a plain assertion as what was expected and found', () => {
    expect(breachOf(() => expect('b').to.equal('a'))).to.include({
      kind: 'wrong-content',
      wanted: 'a',
      found: 'it is b',
    });
  });

  it('keeps the label', () => {
    expect(breachOf(() => expect([1, 2], 'copies').to.have.lengthOf(1))?.wanted).to.equal('copies: 1');
  });

  it('says what was expected and found in its message', () => {
    const { message, expected, actual } = new Breach('missing-stanza', 'an answer', 'none came');
    expect([message, expected, actual]).to.deep.equal(['expected an answer, but none came', 'an answer', 'none came']);
  });

  for (const [what, act, wanted, found] of [
    ['a value that is absent', () => expect(undefined).to.equal('a'), 'a', "expected undefined to equal 'a'"],
    ['a wish without a value', () => expect(true).to.equal(undefined), 'to equal undefined', 'it is true'],
    ['a negation', () => expect('a').not.to.match(/a/), 'not to match /a/', 'it is a'],
    ['text with a tab', () => expect('a\tb').to.equal('c'), 'c', 'it is "a\\tb"'],
    ['text with a line break', () => expect('a\nb').to.equal('c\rd'), '"c\\rd"', 'it is "a\\nb"'],
    ['a number', () => expect(1).to.equal(2), '2', 'it is 1'],
    ['an element', () => expect(xml`<a/>`).to.equal(xml`<b/>`), '<b/>', 'it is <a/>'],
    ['what comes on several lines', () => expect('a\nb').to.match(/c/), 'to match /c/', 'it is "a\\nb"'],
  ] as const) {
    it(`tells ${what}`, () => {
      expect(breachOf(act)).to.include({ wanted, found });
    });
  }

  it('keeps a message that is put in other words', () => {
    expect(asBreach(new AssertionError('no stream was opened'))).to.include({
      wanted: 'no stream was opened',
      found: 'no stream was opened',
    });
    expect(asBreach(new AssertionError('a label: expected 1 to be 2'))).to.include({ wanted: 'a label: to be 2' });
    expect(asBreach(new AssertionError('we expected 1 to be 2'))).to.include({ wanted: 'we expected 1 to be 2' });
  });

  it('keeps a breach as it is', () => {
    const breach = new Breach('missing-stanza', 'a', 'b');
    expect(asBreach(breach)).to.equal(breach);
  });

  it('takes nothing else for a breach', () => {
    expect(asBreach(new TypeError('a defect of ours'))).to.equal(undefined);
  });
});

const error = xml`<message type="error" from="b.example"><error type="cancel"><service-unavailable xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></message>`;

describe('expectations about stanzas', () => {
  it('hold for what is like, carried, or the right condition', () => {
    expect(error).to.be.like(xml`<message type="error"/>`);
    expect(error).not.to.be.like(xml`<message type="chat"/>`);
    expect(error).to.carry(xml`<error type="cancel"/>`);
    expect(error).to.be.a.stanzaError('gone', 'service-unavailable');
    expect(error).to.be.a.stanzaError();
  });

  it('name the condition that was found', () => {
    expect(breachOf(() => expect(error).to.be.a.stanzaError('gone'))?.found).to.equal(
      'the condition is service-unavailable',
    );
  });

  it('break for an absent element instead of crashing', () => {
    expect(breachOf(() => expect(undefined).to.be.like(xml`<message/>`))?.kind).to.equal('wrong-content');
  });

  it('break for something that is carried and must not be', () => {
    expect(breachOf(() => expect(error).not.to.carry(xml`<error/>`))?.offending).to.equal(error);
  });

  for (const stamp of ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.123456Z', '2026-01-01T00:00:00+00:00']) {
    it(`take ${stamp} for a UTC stamp`, () => {
      expect(stamp).to.be.utcStampWithin(new Date('2026-01-01T00:00:00Z'), new Date('2026-01-01T00:00:01Z'));
    });
  }

  for (const stamp of [
    '2026-01-01T00:00:00',
    '2026-01-01T01:00:00+01:00',
    '20260101T00:00:00',
    '2025-12-31T23:00:00Z',
    'undefined',
  ]) {
    it(`do not take ${stamp}`, () => {
      expect(
        breachOf(() =>
          expect(stamp).to.be.utcStampWithin(new Date('2026-01-01T00:00:00Z'), new Date('2026-01-01T00:00:01Z')),
        )?.found,
      ).to.equal(`it is ${stamp}`);
    });
  }
});
