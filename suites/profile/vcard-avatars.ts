import {
  describe,
  type Element,
  expect,
  inject,
  ns,
  online,
  presenceFrom,
  retext,
  scenario,
  strip,
  unlessUnreached,
  xep,
  xml,
} from '../../runners/index.ts';
import { hash, photoIn, picture, putAvatar, vCardOf } from './avatar.ts';

const xep0398 = xep('0398', '1.0.0');
const given = { romeo: online('senderServer'), juliet: online('recipientServer') };
const needs = { senderServer: 'urn:xmpp:pep-vcard-conversion:0' };
const forAll = { access_model: 'open' };
const update = 'vcard-temp:x:update';

const hashIn = (presence: Element): string | undefined =>
  presence.getChild('x', update)?.getChildText('photo') ?? undefined;

const hidesHash = [strip('x', {}, 'juliet'), strip('photo', {}, 'juliet'), retext('photo', 'abc', 'juliet')];

describe('Profile', '7(2)(a)(i)', () => {
  scenario(
    'puts the picture of an avatar that everybody may see into the vCard',
    {
      id: 'xep0398.3.1.picture-in-vcard',
      requirement: xep0398.must(
        '3.1',
        'pep2vcard',
        'On a publication of metadata the service MUST store the content of the data element as a photo in the vCard',
      ),
      covers: 'PEP-07',
      given,
      accountable: 'senderServer',
      needs,
      // Who may read a vCard is for the service to decide: a contact, if anybody.
      subscribed: [['juliet', 'romeo']],
      fault: [strip('PHOTO', {}, 'juliet'), retext('BINVAL', 'iVBORw0KGgo=', 'juliet')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await putAvatar(romeo, story, forAll);
      // What one stream asked for earlier may still be under way when another one asks (RFC 6120, section 10.1).
      await romeo.fenceOwnServer();

      const reply = unlessUnreached(await juliet.request(vCardOf(romeo)), romeo.bareJid);

      if (reply.attrs.type === 'error') story.refused(reply);
      expect(photoIn(reply), 'the picture in the vCard').to.equal(picture);
    },
  );

  scenario(
    'shows the hash of an avatar in the presence that contacts get',
    {
      id: 'xep0398.4.hash-in-presence',
      requirement: xep0398.must(
        '4',
        'presence',
        'Services MUST include the hash of the avatar on behalf of their users in every available presence',
      ),
      covers: 'PEP-07',
      given,
      accountable: 'senderServer',
      needs,
      subscribed: [['juliet', 'romeo']],
      fault: hidesHash,
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      // Both go over one stream, which the server has to process in order (RFC 6120, section 10.1): no moment is too early.
      await putAvatar(romeo, story, forAll);
      await romeo.send(xml`<presence><show>away</show></presence>`);

      const received = await juliet.receive(xml`<presence from="${romeo.fullJid}"><show>away</show></presence>`);

      expect(hashIn(received), 'the hash in presence').to.equal(hash);
    },
  );

  scenario(
    'shows the hash of an avatar in presence that is directed to somebody',
    {
      id: 'xep0398.4.hash-in-directed-presence',
      requirement: xep0398.must(
        '4',
        'presence',
        'The hash MUST also be injected into directed presence, such as entering a room',
      ),
      covers: 'PEP-07',
      given,
      accountable: 'senderServer',
      needs,
      fault: hidesHash,
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await putAvatar(romeo, story, forAll);
      await romeo.send(xml`<presence to="${juliet.bareJid}"/>`);

      const received = await juliet.receive(presenceFrom(romeo.fullJid));

      expect(hashIn(received), 'the hash in directed presence').to.equal(hash);
    },
  );
});

describe('Profile', '7(8)', () => {
  scenario(
    'shows no stranger an avatar for contacts by way of the vCard',
    {
      id: 'xep0398.7.picture-kept-from-stranger',
      requirement: xep0398.should(
        '7',
        'security',
        'The avatar gets into a vCard only where both nodes are open, or the one who asks has access to them',
      ),
      covers: 'PEP-08',
      given,
      accountable: 'senderServer',
      needs,
      fault: inject('the picture', 'juliet', { sends: 'iq' }, ({ attrs }) => {
        const { id, to } = attrs as Record<string, string>;
        const photo = xml`<PHOTO><TYPE>image/png</TYPE><BINVAL>${picture}</BINVAL></PHOTO>`;
        return xml`<iq type="result" id="${id}" from="${to}"><vCard xmlns="${ns.vcard}">${photo}</vCard></iq>`;
      }),
    },
    async ({ romeo, juliet }, story) => {
      await putAvatar(romeo, story);

      const reply = unlessUnreached(await juliet.request(vCardOf(romeo)), romeo.bareJid);

      story.saw(String(reply.attrs.type));
      expect(photoIn(reply), 'the picture in the vCard').to.equal('');
    },
  );
});
