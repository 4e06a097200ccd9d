import { expect } from 'chai';
import { describe, it } from 'mocha';
import { bareJidProblem, parseBareJid } from '../../runners/config/jid.ts';
import { UsageError } from '../../runners/config/usage-error.ts';

describe('bare JIDs', () => {
  for (const jid of [
    'alice@alpha.example',
    'ålice@münchen.example',
    'a.b-c@[::1]',
    'bob@127.0.0.1',
    'bob@localhost',
    'bob@alpha.example.',
  ]) {
    it(`accepts ${jid}`, () => {
      expect(bareJidProblem(jid)).to.equal(undefined);
    });
  }

  const wrong: readonly (readonly [string, string])[] = [
    ['alpha.example', "no '@'"],
    ['@alpha.example', "nothing before the '@'"],
    ['alice@', 'no domain'],
    ['alice@alpha.example/phone', 'resource'],
    ['al ice@alpha.example', '" " in its localpart'],
    ["al'ice@alpha.example", 'RFC 7622 forbids'],
    ['alice@@alpha.example', 'host name'],
    ['alice@alpha..example', 'host name'],
    ['alice@-alpha.example', 'host name'],
    ['alice@al_pha.example', 'host name'],
    [`${'a'.repeat(1024)}@alpha.example`, '1023 bytes'],
  ];
  for (const [jid, said] of wrong) {
    it(`refuses ${jid.slice(0, 30)}`, () => {
      expect(bareJidProblem(jid)).to.contain(said);
    });
  }

  it('names the place of a refused JID', () => {
    expect(() => parseBareJid('alice', 'The JID of A')).to.throw(
      UsageError,
      /^The JID of A is "alice", which has no '@'/,
    );
  });

  it('compares domains in lower case and without the final dot', () => {
    expect(parseBareJid('alice@Alpha.Example.', 'jid').domain).to.equal('alpha.example');
  });
});
