import {
  describe,
  drop,
  entering,
  expect,
  ns,
  online,
  rename,
  replyTo,
  rewrite,
  type Room,
  room,
  scenario,
  type Session,
  type Story,
  xep,
  xml,
} from '../../runners/index.ts';
import { answerToEntering, expectOpen, refusingEntry, unlessPreset, unlessRestricted } from './new-rooms.ts';

const xep0045 = xep('0045', '1.35.5');
const given = {
  juliet: online('homeServer'),
  mercutio: online('mucService'),
  balcony: room('mucService', { uncreated: true }),
} as const;

/** The room exists, and nobody has configured it yet. */
async function created(owner: Session, balcony: Room, story: Story): Promise<void> {
  const sent = await owner.send(entering(balcony, 'mercutio'));
  await unlessRestricted(await owner.receive(answerToEntering(balcony, sent)), story);
}

const instantRoom = (balcony: Room) => xml`
  <iq type="set" to="${balcony.jid}"><query xmlns="${ns.mucOwner}"><x xmlns="${ns.dataForms}" type="submit"/></query></iq>`;

describe('Finding and creating groups', '7(2)(b)(i)', () => {
  scenario(
    'keeps everybody else out of a new room until it is configured',
    {
      id: 'xep0045.enter-locked.refused',
      requirement: xep0045.must(
        '7.2.10',
        'enter-locked',
        'While a new room awaits its configuration it is locked (10.1.1): the service MUST refuse entry with item-not-found',
      ),
      covers: 'MUC-03',
      given,
      accountable: 'mucService',
      fault: [
        rewrite('presence', { type: '' }, { type: 'error' }, 'juliet'),
        rename('item-not-found', 'forbidden', 'juliet'),
        drop('presence', { type: 'error' }, 'juliet'),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await created(mercutio, balcony, story);
      const sent = await juliet.send(entering(balcony, 'juliet'));

      const answer = await expect(juliet).to.receive(answerToEntering(balcony, sent));

      unlessPreset(answer, story);
      expect(answer).to.be.a.stanzaError('item-not-found');
    },
  );

  scenario(
    'opens a new room when its creator accepts what is preset',
    {
      id: 'xep0045.createroom-instant.unlocked',
      requirement: xep0045.must(
        '10.1.2',
        'createroom-instant',
        'The service MUST then unlock the room and allow other entities to join it',
      ),
      covers: 'MUC-03',
      given,
      accountable: 'mucService',
      fault: [
        rewrite('iq', { type: 'error' }, { type: 'result' }, 'mercutio'),
        drop('iq', { type: 'result' }, 'mercutio'),
        drop('presence', {}, 'juliet'),
        refusingEntry('item-not-found', 'juliet'),
      ],
      impact: 'blocking',
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await created(mercutio, balcony, story);
      const sent = await mercutio.send(instantRoom(balcony));

      const reply = await expect(mercutio).to.receive(replyTo(sent));
      expect(reply).to.be.like(xml`<iq type="result"/>`);

      const entry = await juliet.send(entering(balcony, 'juliet'));
      expectOpen(await expect(juliet).to.receive(answerToEntering(balcony, entry)), story);
    },
  );
});
