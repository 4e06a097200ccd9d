import {
  describe,
  drop,
  type Element,
  expect,
  ns,
  online,
  rename,
  replyTo,
  rewrite,
  room,
  type Room,
  scenario,
  type Session,
  type Story,
  xep,
  xml,
} from '../../runners/index.ts';
import { featuresOf } from './requests.ts';

const xep0410 = xep('0410', '1.1.0');
const feature = 'http://jabber.org/protocol/muc#self-ping-optimization';
const pinging = (occupantJid: string): Element =>
  xml`<iq type="get" to="${occupantJid}"><ping xmlns="${ns.ping}"/></iq>`;

/** It binds who lists the feature "on the individual MUC room JIDs" (section 3.3); that the service lists it says nothing of a room. */
async function unlessUnlisted(occupant: Session, room: Room, story: Story): Promise<void> {
  if (!(await featuresOf(occupant, room)).includes(feature))
    story.notApplicable(`service discovery of the room does not list ${feature}`);
}

describe('Knowing whether one is still in a group', '7(2)(b)(i)', () => {
  scenario(
    'answers a ping to the own nickname with a result while one is inside',
    {
      id: 'xep0410.serveroptimization.joined-result',
      requirement: xep0410.must(
        '3.3',
        'serveroptimization',
        'A service that advertises it MUST respond to a self-ping with a result if the client is joined',
      ),
      covers: 'MUC-35',
      given: { juliet: online('homeServer'), balcony: room('mucService') },
      accountable: 'mucService',
      needs: { mucService: feature },
      fault: [
        drop('iq', { from: /\/juliet$/ }, 'juliet'),
        rewrite('iq', { type: 'error' }, { from: /\/juliet$/, type: 'result' }, 'juliet'),
      ],
    },
    async ({ juliet, balcony }, story) => {
      await juliet.join(balcony, 'juliet');
      await unlessUnlisted(juliet, balcony, story);
      const ping = await juliet.send(pinging(balcony.occupantJid('juliet')));

      expect(await expect(juliet).to.receive(replyTo(ping))).to.be.like(xml`<iq type="result"/>`);
    },
  );

  scenario(
    'answers a ping to a nickname with not-acceptable to somebody who is not inside',
    {
      id: 'xep0410.serveroptimization.outside-not-acceptable',
      requirement: xep0410.must(
        '3.3',
        'serveroptimization',
        'A service that advertises it MUST respond to a self-ping with not-acceptable if the client is not joined',
      ),
      covers: 'MUC-35',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      needs: { mucService: feature },
      fault: [
        drop('iq', {}, 'juliet'),
        rewrite('iq', { type: 'result' }, { type: 'error' }, 'juliet'),
        rename('not-acceptable', 'item-not-found', 'juliet'),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await unlessUnlisted(mercutio, balcony, story);
      const ping = await juliet.send(pinging(balcony.occupantJid('juliet')));

      expect(await expect(juliet).to.receive(replyTo(ping))).to.be.a.stanzaError('not-acceptable');
    },
  );
});
