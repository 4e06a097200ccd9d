import { describe, expect, online, presenceFrom, room, scenario, strip, xep, xml } from '../../runners/index.ts';
import { fenceRoom } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');

describe('Availability in a group', '7(2)(b)(i)', () => {
  scenario(
    "passes a change of an occupant's availability on",
    {
      id: 'xep0045.changepres.show-and-status',
      requirement: xep0045.should(
        '17.3',
        'bizrules-presence',
        'A MUC service SHOULD allow all other presence information to pass through',
      ),
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: [strip('show', {}, 'mercutio'), strip('status', {}, 'mercutio')],
    },
    async ({ juliet, mercutio, balcony }) => {
      const away = xml`<presence><show>xa</show><status>In the tomb</status></presence>`;
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await juliet.send(
        xml`<presence to="${balcony.occupantJid('juliet')}">${away.getChild('show')}${away.getChild('status')}</presence>`,
      );

      await fenceRoom(balcony, juliet, mercutio);

      const [change] = mercutio.received(presenceFrom(balcony.occupantJid('juliet'))).slice(-1);
      expect(change).to.be.like(away);
    },
  );
});
