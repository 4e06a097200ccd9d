import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Target } from '../../reports/model/record.ts';
import { keep } from '../../runners/campaign/evidence.ts';
import { groundsOf } from '../../runners/campaign/grounds.ts';
import type { Offers } from '../../runners/campaign/offers.ts';
import type { Preflight, Reference } from '../../runners/campaign/preflight.ts';
import type { Performance } from '../../runners/campaign/perform.ts';
import { type Account, Secret } from '../../runners/config/plan.ts';
import { Story } from '../../runners/scenario/story.ts';
import { Transcript } from '../../runners/session/transcript.ts';
import { online, room, sampleScenario } from '../support/scenarios.ts';

const account = (jid: string): Account => ({ jid, password: new Secret('x') });
const lane = {
  number: 1,
  accounts: { A: [account('u@a.example')], B: [account('u@b.example')] },
  reference: [account('u@gamma.example')],
};
const target = (domain: string, mucService: string | null = `rooms.${domain}`): Target => ({
  domain,
  account: `u@${domain}`,
  software: '',
  roundTripMs: null,
  tls: '',
  address: '',
  features: [],
  mucService,
});
const offers = (...features: readonly string[]): Offers => ({
  domain: new Set(features),
  roomService: new Set(),
  accounts: new Map([['u@gamma.example', new Set<string>()]]),
});
const facts = (reference?: Partial<Reference>): Preflight => ({
  targets: { A: target('a.example'), B: target('b.example') },
  offers: { A: offers('x'), B: offers('x') },
  crossMs: 1,
  first: [],
  broken: {},
  ...(reference && { reference: { target: target('gamma.example'), offers: offers('x'), broken: {}, ...reference } }),
});
const grounds = (change = {}, reference: Partial<Reference> | undefined = {}, at: 'A' | 'B' = 'A') =>
  groundsOf({ scenario: sampleScenario(change), direction: 'A->B' }, lane, facts(reference), { at, with: 'reference' });
const rooms = { given: { romeo: online('senderServer'), verona: room('mucService') } };

describe('the grounds of a story with the reference', () => {
  it("have its accounts, rooms and offers in the other side's place", () => {
    const places = (at: 'A' | 'B') => {
      const found = grounds({}, {}, at);
      if (typeof found === 'string') throw new Error(found);
      const jids = [...found.seating.seats].map(([name, seat]) => [name, seat.side, seat.account.jid]);
      return { jids, services: found.services };
    };
    expect(places('A')).to.deep.equal({
      jids: [
        ['romeo', 'A', 'u@a.example'],
        ['juliet', 'B', 'u@gamma.example'],
      ],
      services: { A: 'rooms.a.example', B: 'rooms.gamma.example' },
    });
    expect(places('B')).to.deep.equal({
      jids: [
        ['romeo', 'A', 'u@gamma.example'],
        ['juliet', 'B', 'u@b.example'],
      ],
      services: { A: 'rooms.gamma.example', B: 'rooms.b.example' },
    });
  });

  it('are refused in a sentence where the reference cannot take that place', () => {
    const first = grounds({ when: 'first' });
    expect(first).to.equal('it must come before anything else has crossed the link');
    expect(
      groundsOf({ scenario: sampleScenario(), direction: 'A->B' }, lane, facts(), { at: 'A', with: 'reference' }),
    ).to.equal('the plan names no reference');
    expect(grounds({}, { broken: { A: 'no stanza gets through' } })).to.equal('no stanza gets through');
    expect(grounds({}, { broken: { B: 'no stanza gets through' } })).not.to.be.a('string');
    const crowd = { juliet: online('recipientServer'), nurse: online('recipientServer', { account: 2 }) };
    expect(grounds({ given: { romeo: online('senderServer'), ...crowd } })).to.equal(
      'it needs more accounts on the reference than the 1 that there is',
    );
    expect(grounds(rooms, { target: target('gamma.example', null) })).to.equal('the reference has no room service');
    expect(grounds({ needs: { recipientServer: ['x'] } }, { offers: offers('y') })).to.match(
      /^of the reference, service discovery does not list x/,
    );
    expect(grounds({ needs: { recipientServer: ['x'] } })).not.to.be.a('string');
  });
});

describe('the evidence of a control', () => {
  it('is kept under its own name, and calls the reference by its name', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'fedcheck-evidence-'));
    try {
      const there = new Transcript('juliet', 'B');
      there.tap({ at: 1, flow: 'in', text: '<message/>' });
      const performance: Performance = {
        ending: { kind: 'held' },
        story: new Story(),
        exchange: [],
        transcripts: [there],
        storyAt: 0,
        durationMs: 1,
        roundTrips: 1,
        leftBehind: [],
      };
      const planned = { scenario: sampleScenario({ id: 's' }), direction: 'A->B' as const };
      keep(directory, planned, performance);
      keep(directory, planned, performance, { at: 'B', with: 'itself' });
      keep(directory, planned, performance, { at: 'A', with: 'reference' });
      const folder = join(directory, 'transcripts');
      expect((await readdir(folder)).sort()).to.deep.equal([
        's.A-B.A-with-reference.xml',
        's.A-B.inside-B.xml',
        's.A-B.xml',
      ]);
      expect(await readFile(join(folder, 's.A-B.A-with-reference.xml'), 'utf8')).to.contain(' reference juliet ');
      expect(await readFile(join(folder, 's.A-B.xml'), 'utf8')).to.contain(' B juliet ');
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
