import {
  describe,
  drop,
  dropLater,
  expect,
  online,
  presenceFrom,
  rfc,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';
import { subscription } from './roster-items.ts';

const rfc6121 = rfc(6121);

describe('Online status', '7(2)(a)(i)', () => {
  scenario(
    'sends the current presence of every resource of the contact to the new subscriber',
    {
      id: 'rfc6121.3.1.5.presence-of-every-resource',
      requirement: rfc6121.must(
        '3.1.5',
        'After an approval current presence goes to the user from each available resource of the contact',
      ),
      covers: ['RFC6121-3.1.5-1', 'PRV-01'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        drop('presence', { from: /\// }, 'romeo'),
        dropLater('presence', { from: /\// }, 'romeo'),
        strip('show', {}, 'romeo'),
      ],
    },
    async ({ romeo, juliet, chamber }) => {
      await juliet.present(xml`<presence><show>away</show></presence>`);
      await chamber.present(xml`<presence><show>dnd</show></presence>`);
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(subscription('subscribe'));
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);

      const received = await expect(romeo).to.receive(presenceFrom(juliet.fullJid));
      const other = await expect(romeo).to.receive(presenceFrom(chamber.fullJid));

      expect(received).to.be.like(xml`<presence><show>away</show></presence>`);
      expect(other).to.be.like(xml`<presence><show>dnd</show></presence>`);
    },
  );

  scenario(
    'delivers the presence of the contact to every resource of the new subscriber',
    {
      id: 'rfc6121.3.1.6.presence-to-every-resource',
      requirement: rfc6121.must(
        '3.1.6',
        "The user's server delivers the available presence of the contact to each available resource of the user",
      ),
      covers: 'RFC6121-3.1.6-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: drop('presence', { from: /\// }, 'orchard'),
    },
    async ({ romeo, orchard, juliet }) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await juliet.receive(subscription('subscribe'));
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);

      await expect(romeo).to.receive(presenceFrom(juliet.fullJid));
      await expect(orchard).to.receive(presenceFrom(juliet.fullJid));
    },
  );
});
