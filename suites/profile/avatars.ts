import {
  amend,
  describe,
  drop,
  expect,
  fresh,
  online,
  replyTo,
  retext,
  rewrite,
  scenario,
  strip,
  unlessUnreached,
  xep,
  xml,
} from '../../runners/index.ts';
import { dataNode, hash, metadataNode, picture, putAvatar } from './avatar.ts';
import { eventOf, freshNode, itemsIn, itemsOf, mustOffer, publish, put, showInterest, xep0163 } from './pubsub.ts';

const xep0084 = xep('0084', '1.1.4');
/** Of several resources of the owner some services ask the wrong one who wants to know. */
const given = { romeo: online('senderServer', { alone: true }), juliet: online('recipientServer') };
const mutual = [
  ['juliet', 'romeo'],
  ['romeo', 'juliet'],
] as const;
const event = { from: /^[^/]+@[^/]+$/ };
const told = (what: string) => xep0163.must('4.3.3', 'notify-when', what);

describe('Profile', '7(2)(a)(i)', () => {
  scenario(
    'tells a contact of another service of an avatar',
    {
      id: 'xep0163.4.3.3.avatar-announced',
      requirement: told('When an owner publishes an item, the service MUST send a notification to all who subscribe'),
      covers: 'PEP-06',
      given,
      accountable: 'senderServer',
      subscribed: mutual,
      fault: [
        drop('message', event, 'juliet'),
        strip('info', {}, 'juliet'),
        rewrite('info', { id: 'abc' }, {}, 'juliet'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await mustOffer(romeo, story);
      const isTold = await showInterest(juliet, romeo, story, freshNode(), metadataNode);
      await putAvatar(romeo, story);
      if (!isTold) {
        const items = unlessUnreached(await juliet.request(itemsOf(metadataNode, romeo)), romeo.bareJid);
        // "A PEP service MAY enforce additional privacy and security policies" (section 8): who may not read is told nothing.
        if (items.attrs.type === 'error') story.refused(items);
      }

      const received = await expect(juliet).to.receive(eventOf(metadataNode, romeo, hash));

      expect(received).to.carry(xml`<info xmlns="${metadataNode}" id="${hash}" type="image/png"/>`);
    },
  );

  scenario(
    'gives a contact of another service the picture of an avatar',
    {
      id: 'xep0084.3.4.picture-returned',
      requirement: xep0084.should(
        '3.4',
        'process-subretrieve',
        'The PEP service SHOULD return the avatar data to the subscriber who asks for it',
      ),
      covers: 'PEP-06',
      given,
      accountable: 'senderServer',
      subscribed: mutual,
      fault: [
        rewrite('iq', { type: 'error' }, { id: /-items$/ }, 'juliet'),
        strip('data', {}, 'juliet'),
        retext('data', 'iVBORw0KGgo=', 'juliet'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await putAvatar(romeo, story);
      const sent = await juliet.send(itemsOf(dataNode, romeo, hash));

      const [item] = itemsIn(unlessUnreached(await juliet.receive(replyTo(sent)), romeo.bareJid));

      expect(item?.attrs.id, 'the id of the picture').to.equal(hash);
      expect(item?.getChildText('data', dataNode)?.replace(/\s/g, ''), 'the picture').to.equal(picture);
    },
  );

  scenario(
    'tells a contact of another service that an avatar was taken away',
    {
      id: 'xep0163.4.3.3.avatar-removal-announced',
      requirement: told(
        'Empty metadata, which disable an avatar (XEP-0084, section 3.5), are sent to subscribers as well',
      ),
      covers: 'PEP-06',
      given,
      accountable: 'senderServer',
      subscribed: mutual,
      fault: [
        amend(
          'tells of another node instead',
          'items',
          (items) => {
            const metadata = items.getChild('item')?.getChild('metadata', metadataNode);
            if (metadata && metadata.getChild('info') === undefined) items.attrs.node = dataNode;
          },
          'juliet',
        ),
        amend(
          'puts the picture back into the event',
          'metadata',
          (metadata) => {
            metadata.c('info', { id: hash, type: 'image/png' });
          },
          'juliet',
        ),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await mustOffer(romeo, story);
      await showInterest(juliet, romeo, story, freshNode(), metadataNode);
      await putAvatar(romeo, story);
      await juliet.receive(eventOf(metadataNode, romeo, hash));
      const id = fresh();
      await put(romeo, story, publish(metadataNode, id, xml`<metadata xmlns="${metadataNode}"/>`));

      // Some services tell of one item twice, so that the event of the picture may come again.
      const received = await expect(juliet).to.receive(eventOf(metadataNode, romeo, id));

      expect(received).to.carry(xml`<metadata xmlns="${metadataNode}"/>`);
      expect(received).not.to.carry(xml`<info xmlns="${metadataNode}"/>`);
    },
  );
});
