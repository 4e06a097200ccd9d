import {
  childElements,
  clone,
  describe,
  expect,
  isLike,
  online,
  presenceFrom,
  room,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';
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
      covers: 'MUC-21',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: [strip('show', {}, 'mercutio'), strip('status', {}, 'mercutio')],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      const away = xml`<presence><show>xa</show><status>In the tomb</status></presence>`;
      const extensions = [
        xml`<muji xmlns="urn:xmpp:jingle:muji:0"><preparing/></muji>`,
        xml`<veil xmlns="urn:example:verona:veils" colour="black"/>`,
      ];
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      const presence = xml`<presence to="${balcony.occupantJid('juliet')}"/>`;
      for (const child of [...childElements(away), ...extensions]) presence.cnode(clone(child));
      await juliet.send(presence);

      await fenceRoom(balcony, juliet, mercutio);

      const [change] = mercutio.received(presenceFrom(balcony.occupantJid('juliet'))).slice(-1);
      expect(change).to.be.like(away);
      // A service may pass on less than that (XEP-0045, section 18.1).
      const lost = extensions.filter(
        (extension) => !change || !isLike(change, xml`<presence>${clone(extension)}</presence>`),
      );
      story.saw(lost.length === 0 ? 'extensions pass too' : `extensions are taken off: ${lost.map(String).join(' ')}`);
    },
  );
});
