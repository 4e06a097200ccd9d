import {
  anyOf,
  describe,
  drop,
  dropLater,
  expect,
  offline,
  online,
  presenceFrom,
  rfc,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';
import { anyPartOf } from './roster-items.ts';

const rfc6121 = rfc(6121);

describe('Online status', '7(2)(a)(i)', () => {
  scenario(
    'tells a user at login that a contact is available',
    {
      id: 'rfc6121.4.3.1.contact-learned-at-login',
      requirement: rfc6121.should(
        '4.3.1',
        "The user's server sends presence probes to the user's contacts whenever the user sends initial presence",
      ),
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'recipientServer',
      fault: drop('presence'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      await juliet.comeOnline();

      await expect(juliet).to.receive(presenceFrom(romeo.fullJid));
    },
  );

  scenario(
    'answers a probe with the last presence of every available resource, complete',
    {
      id: 'rfc6121.4.3.2.probe-answered-for-every-resource',
      requirement: rfc6121.must(
        '4.3.2',
        'A probe is answered with the full XML of the last presence stanza of each of the available resources',
      ),
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: offline('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: [dropLater('presence'), strip('mood'), strip('show')],
    },
    async ({ romeo, orchard, juliet }) => {
      const away = xml`
        <presence>
          <show>away</show>
          <mood xmlns="urn:example:verona">restless</mood>
        </presence>`;
      const busy = xml`
        <presence>
          <show>dnd</show>
          <status>Climbing</status>
        </presence>`;
      await romeo.present(away);
      await orchard.present(busy);

      await juliet.comeOnline();
      const [ofRomeo, ofOrchard] = [anyPartOf(away, romeo.fullJid), anyPartOf(busy, orchard.fullJid)];
      const first = await juliet.receive(anyOf(ofRomeo, ofOrchard));
      const firstIsRomeo = first.attrs.from === romeo.fullJid;
      const second = await expect(juliet).to.receive(firstIsRomeo ? ofOrchard : ofRomeo);

      expect(firstIsRomeo ? first : second).to.be.like(away);
      expect(firstIsRomeo ? second : first).to.be.like(busy);
    },
  );
});
