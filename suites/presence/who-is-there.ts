import {
  anyOf,
  describe,
  drop,
  dropLater,
  expect,
  inject,
  offline,
  online,
  presenceFrom,
  retext,
  rewrite,
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
      covers: 'RFC6121-4.3.1-1',
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
      covers: 'RFC6121-4.3.1-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: offline('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: [dropLater('presence'), strip('mood'), strip('show'), retext('show', 'xa')],
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

  scenario(
    'keeps the id under which a contact sent its presence when it answers a probe',
    {
      id: 'rfc6121.4.3.2.1.id-of-presence-kept',
      requirement: rfc6121.should(
        '4.3.2.1',
        "The 'id' of the contact's original presence is preserved in what is sent to the probing entity",
      ),
      covers: 'RFC6121-4.3.1-1',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: [rewrite('presence', { id: '' }, {}, 'juliet'), rewrite('presence', { id: 'probe2' }, {}, 'juliet')],
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(xml`<presence><show>away</show></presence>`);
      await romeo.receive(sent);

      await juliet.comeOnline();
      const received = await juliet.receive(presenceFrom(romeo.fullJid));

      expect(received.attrs.id, 'the id of the presence').to.equal(sent.id);
    },
  );

  scenario(
    'shows no contact as available who has logged out',
    {
      id: 'rfc6121.4.3.2.no-ghost-after-logout',
      requirement: rfc6121.must(
        '4.3.2',
        'What answers a probe is the presence of the resources that are available; without any it is unavailable or nothing',
      ),
      covers: 'RFC6121-4.3.2-3',
      given: { romeo: offline('senderServer'), juliet: online('recipientServer') },
      subscribed: [['romeo', 'juliet']],
      accountable: 'both',
      fault: inject(
        'presence of the past',
        'romeo',
        { sends: 'presence', with: { type: 'unavailable' }, by: 'juliet' },
        (_sent, { fullJid }) => xml`<presence from="${fullJid}"><show>chat</show></presence>`,
      ),
    },
    async ({ romeo, juliet }, story) => {
      await juliet.goOffline();

      await romeo.comeOnline();
      await romeo.fenceDomain(juliet.domain);

      expect(romeo).not.to.have.received(presenceFrom(juliet.bareJid));
      const told = romeo.received(presenceFrom(juliet.bareJid, 'unavailable')).length > 0;
      story.saw(told ? 'unavailable' : 'no answer');
    },
  );
});
