import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Cleaner } from '../../runners/cleaning/cleaner.ts';
import { destroyRoom, markedRooms } from '../../runners/cleaning/rooms.ts';
import { xml } from '../../runners/stanza/element.ts';
import { ns } from '../../runners/stanza/namespaces.ts';
import { cleanerOn, silence } from './cleaner-on.ts';

const service = 'rooms.alpha.example';
const marked = 'fc-0123456789ab@rooms.alpha.example';
const forbidden = xml`<error type="auth"><forbidden xmlns="${ns.stanzas}"/></error>`;

describe('cleaning rooms', () => {
  it('destroys marked rooms that an account of the plan owns, and no other', async () => {
    const list = xml`<query xmlns="${ns.discoItems}"><item jid="${marked}"/><item jid="tea@${service}"/></query>`;
    const { cleaner, sets } = cleanerOn((_request, payload) => (payload.is('query', ns.discoItems) ? list : undefined));
    const deeds: Cleaner['deeds'] = [];
    expect([...(await markedRooms([cleaner], service, deeds))]).to.deep.equal([marked]);
    const stranger = cleanerOn(() => forbidden);
    expect(await destroyRoom([stranger.cleaner], marked, deeds)).to.equal(false);
    expect(await destroyRoom([stranger.cleaner, cleaner], marked, deeds)).to.equal(true);
    expect(deeds.map(({ outcome }) => outcome)).to.deep.equal(['left', 'removed']);
    expect([stranger.sets(), sets().length]).to.deep.equal([[], 1]);
  });

  for (const condition of ['item-not-found', 'gone'])
    it(`takes a room for destroyed that answers ${condition}`, async () => {
      const error = xml`<error type="cancel"/>`;
      error.c(condition, { xmlns: ns.stanzas });
      const { cleaner, sets } = cleanerOn(() => error);
      const deeds: Cleaner['deeds'] = [];
      expect(await destroyRoom([cleaner], marked, deeds)).to.equal(true);
      expect([deeds, sets()]).to.deep.equal([[], []]);
    });

  for (const [isGone, outcome] of [
    [true, 'removed'],
    [false, 'failed'],
  ] as const)
    it(`has ${outcome} a room that does not answer its destruction and then is${isGone ? ' no more' : ' still there'}`, async () => {
      let asked = 0;
      const { cleaner } = cleanerOn(({ attrs }, payload) => {
        if (attrs.type === 'set') return silence;
        const isAfter = payload.is('query', ns.discoInfo) && (asked += 1) > 1;
        return isAfter && isGone ? xml`<error type="cancel"><gone xmlns="${ns.stanzas}"/></error>` : undefined;
      });
      const deeds: Cleaner['deeds'] = [];
      expect(await destroyRoom([cleaner], marked, deeds)).to.equal(isGone);
      expect(deeds.map((deed) => deed.outcome)).to.deep.equal([outcome]);
    });

  it('tells of a service and of rooms that do not answer', async () => {
    const { cleaner } = cleanerOn(() => silence);
    const deeds: Cleaner['deeds'] = [];
    expect([...(await markedRooms([cleaner], service, deeds))]).to.deep.equal([]);
    expect(await destroyRoom([cleaner], marked, deeds)).to.equal(false);
    expect(deeds.map(({ outcome, what }) => `${outcome}: ${what}`)).to.deep.equal([
      'failed: the list of rooms',
      `failed: the room ${marked}`,
    ]);
  });
});
