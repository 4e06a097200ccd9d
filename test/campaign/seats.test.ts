import { expect } from 'chai';
import { describe, it } from 'mocha';
import { lanesOf, seat, tooFew } from '../../runners/campaign/seats.ts';
import { type Account, Secret } from '../../runners/config/plan.ts';
import { online, room, sampleScenario } from '../support/scenarios.ts';

const accounts = (domain: string, count: number): Account[] =>
  Array.from({ length: count }, (_, index) => ({ jid: `u${String(index + 1)}@${domain}`, password: new Secret('x') }));
const lane = { number: 1, accounts: { A: accounts('a.example', 3), B: accounts('b.example', 3) } };

const jids = (seating: ReturnType<typeof seat>): Record<string, string> => {
  if (typeof seating === 'string') throw new Error(seating);
  return Object.fromEntries([...seating.seats].map(([name, { account }]) => [name, account.jid]));
};

describe('seating', () => {
  it('puts the sender on A and the recipient on B, and the other way round in the other direction', () => {
    expect(jids(seat(sampleScenario(), 'A->B', lane))).to.deep.equal({ romeo: 'u1@a.example', juliet: 'u1@b.example' });
    expect(jids(seat(sampleScenario(), 'B->A', lane))).to.deep.equal({ romeo: 'u1@b.example', juliet: 'u1@a.example' });
  });

  it('plays a control within one server, the guest on an account of its own', () => {
    expect(jids(seat(sampleScenario(), 'A->B', lane, 'B'))).to.deep.equal({
      romeo: 'u2@b.example',
      juliet: 'u1@b.example',
    });
    expect(jids(seat(sampleScenario(), 'A->B', lane, 'A'))).to.deep.equal({
      romeo: 'u1@a.example',
      juliet: 'u2@a.example',
    });
  });

  it('seats two actors of one account on one account', () => {
    const scenario = sampleScenario({
      given: {
        juliet: online('recipientServer'),
        phone: online('recipientServer'),
        nurse: online('recipientServer', { account: 2 }),
      },
    });
    expect(jids(seat(scenario, 'A->B', lane))).to.deep.equal({
      juliet: 'u1@b.example',
      phone: 'u1@b.example',
      nurse: 'u2@b.example',
    });
  });

  it('keeps the owner of a room apart from the guests in a control', () => {
    const scenario = sampleScenario({ given: { juliet: online('homeServer'), balcony: room('mucService') } });
    const owners = (['A', 'B'] as const).map((inside) => {
      const seating = seat(scenario, 'A->B', lane, inside);
      if (typeof seating === 'string') throw new Error(seating);
      return [seating.owner('mucService')?.account.jid, seating.seats.get('juliet')?.account.jid];
    });
    expect(owners).to.deep.equal([
      ['u2@a.example', 'u1@a.example'],
      ['u1@b.example', 'u2@b.example'],
    ]);
  });

  it('says before a run which side has too few accounts for a story, by direction', () => {
    const scenario = sampleScenario({
      given: { romeo: online('senderServer'), juliet: online('recipientServer', { account: 2 }) },
    });
    expect(tooFew(scenario, 'A->B', { A: 1, B: 2 })).to.equal('');
    expect(tooFew(scenario, 'B->A', { A: 1, B: 2 })).to.equal('needs 2 accounts on A, where there is 1');
    const poor = { number: 1, accounts: { A: accounts('a.example', 1), B: accounts('b.example', 2) } };
    expect(seat(scenario, 'B->A', poor)).to.equal('needs 2 accounts on A, where there is 1');
  });

  it('says which side has too few accounts', () => {
    const poor = { number: 1, accounts: { A: accounts('a.example', 1), B: accounts('b.example', 1) } };
    expect(seat(sampleScenario(), 'A->B', poor, 'A')).to.equal('needs more accounts on A than the 1 of the plan');
  });
});

describe('lanes', () => {
  it('share no account and lose none', () => {
    const lanes = lanesOf({
      a: { domain: 'a.example', accounts: accounts('a.example', 6) },
      b: { domain: 'b.example', accounts: accounts('b.example', 6) },
      reference: { domain: 'r.example', accounts: accounts('r.example', 6) },
      run: { lanes: 2, deadlineMs: 1000, heavy: false },
    });
    expect(lanes.map(({ accounts: { A } }) => A.map(({ jid }) => jid))).to.deep.equal([
      ['u1@a.example', 'u3@a.example', 'u5@a.example'],
      ['u2@a.example', 'u4@a.example', 'u6@a.example'],
    ]);
    expect(lanes[1]?.reference.map(({ jid }) => jid)).to.deep.equal(['u2@r.example', 'u4@r.example', 'u6@r.example']);
  });
});
