import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Ours } from '../../runners/cleaning/ours.ts';
import { type Account, type Plan, Secret } from '../../runners/config/plan.ts';
import { fresh, holdsFresh } from '../../runners/scenario/unique.ts';

const account = (jid: string): Account => ({ jid, password: new Secret('x') });
const plan: Plan = {
  a: { domain: 'alpha.example', accounts: [account('alice@alpha.example')] },
  b: { domain: 'beta.example', accounts: [account('bob@beta.example')] },
  run: { lanes: 1, deadlineMs: 50, heavy: false },
};

describe('the mark of a run', () => {
  it('stands in every made-up word, which is a UUID no other maker would give', () => {
    expect(fresh()).to.match(/^fedc4ec0-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(Array.from({ length: 100 }, fresh)).size).to.equal(100);
    expect(holdsFresh(`nobody-${fresh()}@beta.example`)).to.equal(true);
  });

  for (const [jid, isOurs] of [
    ['bob@beta.example/phone', true],
    ['BOB@beta.example', true],
    ['fedcheck-2026-11-18t140211z-7f3c-1@alpha.example', true],
    ['fedcheck-fan@elsewhere.example', false],
    [`x@${fresh()}.invalid`, true],
    ['6f9619ff-8b86-4d01-b42d-00cf4fc964ff@beta.example', false],
    ['beta.example', false],
    ['bob@beta.example.net', false],
  ] as const)
    it(`${isOurs ? 'knows' : 'does not know'} ${jid}`, () => {
      expect(new Ours(plan).person(jid)).to.equal(isOurs);
    });
});
