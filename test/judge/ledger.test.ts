import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { Ledger } from '../../runners/judge/ledger.ts';
import { matcherFor } from '../../runners/session/matchers.ts';
import { xml } from '../../runners/stanza/element.ts';

const stanza = xml`<message id="i1"/>`;
const original = { id: 'i1', stanza, at: new Date(0), by: 'romeo', from: 'romeo@a.example/r' };
const sent = matcherFor(original);
const juliet = { bareJid: 'juliet@b.example', side: 'B' } as const;

describe('the late ledger', () => {
  it('names the story whose forbidden stanza came late', () => {
    const ledger = new Ledger();
    ledger.forbid('earlier', juliet, sent);
    expect(ledger.late('juliet@b.example', stanza, 'later')).to.deep.equal([
      { story: 'earlier', letThrough: 'B', what: 'the message that romeo sent' },
    ]);
  });

  it('is silent for another account, another stanza, and the story that is playing', () => {
    const ledger = new Ledger();
    ledger.forbid('earlier', juliet, sent);
    expect(ledger.late('nurse@b.example', stanza, 'later')).to.deep.equal([]);
    expect(ledger.late('juliet@b.example', xml`<message id="i2"/>`, 'later')).to.deep.equal([]);
    expect(ledger.late('juliet@b.example', stanza, 'earlier')).to.deep.equal([]);
  });

  it('does not keep a pattern, which could meet a lawful stanza', () => {
    const ledger = new Ledger();
    ledger.forbid('earlier', juliet, matcherFor(stanza));
    expect(ledger.late('juliet@b.example', stanza, 'later')).to.deep.equal([]);
  });

  it('finds each story that forbade the stanza exactly once, in order, and no other', () => {
    const anyEntry = fc.record({
      story: fc.constantFrom('one', 'two', 'three'),
      account: fc.constantFrom('juliet@b.example', 'nurse@b.example'),
      id: fc.constantFrom('i1', 'i2'),
    });
    fc.assert(
      fc.property(fc.array(anyEntry), anyEntry, (entries, came) => {
        const ledger = new Ledger();
        for (const { story, account, id } of entries)
          ledger.forbid(
            story,
            { bareJid: account, side: 'B' },
            matcherFor({ ...original, id, stanza: xml`<message id="${id}"/>` }),
          );
        const late = ledger.late(came.account, xml`<message id="${came.id}"><body/></message>`, came.story);
        const due = entries.filter(
          ({ story, account, id }) => story !== came.story && account === came.account && id === came.id,
        );
        expect(late).to.deep.equal(
          due.map(({ story }) => ({ story, letThrough: 'B', what: 'the message that romeo sent' })),
        );
      }),
    );
  });
});
