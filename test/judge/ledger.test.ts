import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Ledger } from '../../runners/judge/ledger.ts';
import { matcherFor } from '../../runners/session/matchers.ts';
import { xml } from '../../runners/stanza/element.ts';

const stanza = xml`<message id="i1"/>`;
const sent = matcherFor({ id: 'i1', stanza, at: new Date(0), by: 'romeo', from: 'romeo@a.example/r' });

describe('the late ledger', () => {
  it('names the story whose forbidden stanza came late', () => {
    const ledger = new Ledger();
    ledger.forbid('earlier', 'juliet@b.example', sent);
    expect(ledger.late('juliet@b.example', stanza, 'later')).to.deep.equal([
      { story: 'earlier', what: 'the message that romeo sent' },
    ]);
  });

  it('is silent for another account, another stanza, and the story that is playing', () => {
    const ledger = new Ledger();
    ledger.forbid('earlier', 'juliet@b.example', sent);
    expect(ledger.late('nurse@b.example', stanza, 'later')).to.deep.equal([]);
    expect(ledger.late('juliet@b.example', xml`<message id="i2"/>`, 'later')).to.deep.equal([]);
    expect(ledger.late('juliet@b.example', stanza, 'earlier')).to.deep.equal([]);
  });

  it('does not keep a pattern, which could meet a lawful stanza', () => {
    const ledger = new Ledger();
    ledger.forbid('earlier', 'juliet@b.example', matcherFor(stanza));
    expect(ledger.late('juliet@b.example', stanza, 'later')).to.deep.equal([]);
  });
});
