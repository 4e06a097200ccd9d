import { expect } from 'chai';
import { describe, it } from 'mocha';
import { knownLack, type Offers, plainOffers } from '../../runners/campaign/offers.ts';
import { seat } from '../../runners/campaign/seats.ts';
import { type Account, Secret } from '../../runners/config/plan.ts';
import type { Scenario } from '../../runners/scenario/declare.ts';
import { online, room, sampleScenario } from '../support/scenarios.ts';

const accounts = (domain: string): Account[] =>
  ['u1', 'u2'].map((name) => ({ jid: `${name}@${domain}`, password: new Secret('x') }));
const lane = { number: 1, accounts: { A: accounts('a.example'), B: accounts('b.example') } };

const offers = (domain: string[], roomService: string[], ...byAccount: [string, string[]][]): Offers => ({
  domain: new Set(domain),
  roomService: new Set(roomService),
  accounts: new Map(byAccount.map(([jid, features]) => [jid, new Set(features)])),
});
const nothing = offers([], []);

const lack = (scenario: Scenario, b: Offers, direction: 'A->B' | 'B->A' = 'A->B'): string => {
  const seating = seat(scenario, direction, lane);
  if (typeof seating === 'string') throw new Error(seating);
  return knownLack(scenario, seating, { A: nothing, B: b });
};

const needing = (...features: string[]): Scenario => sampleScenario({ needs: { recipientServer: features } });

describe('what a scenario needs', () => {
  it('is there where the domain or the account lists it', () => {
    expect(lack(needing('f'), offers(['f'], []))).to.equal('');
    expect(lack(needing('f'), offers([], [], ['u1@b.example', ['f']]))).to.equal('');
  });

  it('is not there where only the room service lists it, or another account', () => {
    const told = 'service discovery does not list f, asked at the domain and u1@b.example';
    expect(lack(needing('f'), offers([], ['f'], ['u1@b.example', []]))).to.equal(told);
    expect(lack(needing('f'), offers([], [], ['u1@b.example', []], ['u2@b.example', ['f']]))).to.equal(told);
  });

  it('is asked of the account alone where an archive or push is concerned', () => {
    const told = 'service discovery does not list urn:xmpp:mam:2, asked at u1@b.example';
    expect(lack(needing('urn:xmpp:mam:2'), offers(['urn:xmpp:mam:2'], [], ['u1@b.example', []]))).to.equal(told);
    expect(lack(needing('urn:xmpp:push:0'), offers([], [], ['u1@b.example', ['urn:xmpp:push:0']]))).to.equal('');
  });

  it('is asked of the server that the role stands for in that direction', () => {
    const given = { juliet: online('homeServer') };
    const scenario = sampleScenario({ given, needs: { homeServer: ['f'] }, accountable: 'homeServer' });
    expect(lack(scenario, offers([], [], ['u1@b.example', []]), 'B->A')).to.include('u1@b.example');
  });

  it('has to be there whole', () => {
    expect(lack(needing('f', 'g'), offers(['f'], [], ['u1@b.example', []]))).to.include('does not list g');
  });

  it('is left open for an account that has not been asked', () => {
    expect(lack(needing('f'), nothing)).to.equal('');
  });

  it('is asked of the room service for rooms, and left to a room that is made', () => {
    const needs = { mucService: ['f'] };
    const unmade = sampleScenario({ given: { hall: room('mucService', { uncreated: true }) }, needs });
    const made = sampleScenario({ given: { hall: room('mucService') }, needs });
    const domainOnly = offers(['f'], []);
    expect(lack(unmade, domainOnly)).to.equal('service discovery does not list f, asked at the room service');
    expect(lack(made, domainOnly)).to.equal('');
    expect(lack(unmade, offers([], ['f']))).to.equal('');
  });

  it('is kept as plain data', () => {
    const plain = plainOffers(offers(['b', 'a'], ['c'], ['u1@b.example', ['e', 'd']]));
    expect(plain).to.deep.equal({ domain: ['a', 'b'], roomService: ['c'], accounts: { 'u1@b.example': ['d', 'e'] } });
  });
});
