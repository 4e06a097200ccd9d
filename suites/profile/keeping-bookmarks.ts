import {
  advisory,
  describe,
  drop,
  expect,
  fresh,
  inject,
  ns,
  online,
  replyTo,
  rewrite,
  scenario,
  strip,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';
import { allow, bookmark, bookmarks, conference, freshRoom, putBookmark } from './bookmark.ts';
import { eventOf, freshNode, unlessBusy, itemsIn, itemsOf, mustOffer, put, showInterest, xep0060 } from './pubsub.ts';

describe('Bookmarks of groups', '7(2)(b)(i)', () => {
  scenario(
    'keeps several bookmarks where it says that nodes hold several items',
    {
      id: 'xep0060.10.several-bookmarks',
      // A feature has no keyword: whoever lists it and does not do it leads clients astray.
      requirement: {
        ...xep0060.should(
          '10',
          'features',
          'multi-items: a service stores several items in a node, and lets its owner set how many',
        ),
        level: 'policy',
      },
      covers: 'PEP-10',
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [strip('item'), rewrite('iq', { type: 'error' }, { id: /-configure$/ })],
      impact: 'degraded',
      when: 'last',
    },
    async ({ romeo }, story) => {
      await mustOffer(romeo, story, 'multi-items', 'config-node');
      const first = await putBookmark(romeo, story);
      const configured = unlessBusy(await romeo.request(allow(10)), story);
      expect(configured, 'the answer to max_items').to.be.like(xml`<iq type="result"/>`);
      const second = freshRoom();
      await put(romeo, story, bookmark(second));

      const rooms = itemsIn(await romeo.request(itemsOf(bookmarks, romeo))).map(({ attrs }) => String(attrs.id));

      expect(rooms.sort(), 'the bookmarks').to.deep.equal([first, second].sort());
    },
  );

  scenario(
    'checks how many bookmarks a node holds when it is told to with a bookmark',
    {
      id: 'xep0060.7.1.5.number-as-precondition',
      requirement: xep0060.must(
        '7.1.5',
        'publisher-publish-options',
        'A service advertising publish-options MUST check each field against the node configuration of the same name',
      ),
      covers: 'PEP-10',
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [drop('iq', { id: /-again$/ }), rewrite('iq', { type: 'error' }, { id: /-again$/ })],
      impact: 'degraded',
      when: 'last',
    },
    async ({ romeo }, story) => {
      await mustOffer(romeo, story, 'multi-items', 'config-node');
      await putBookmark(romeo, story);
      await put(romeo, story, allow(10));
      const again = bookmark(freshRoom(), { max_items: '10' });
      again.attrs.id = `${fresh()}-again`;
      const sent = await romeo.send(again);

      const reply = unlessBusy(await expect(romeo).to.receive(replyTo(sent)), story);

      expect(reply, 'the answer to a precondition that is met').to.be.like(xml`<iq type="result"/>`);
    },
  );

  scenario(
    'removes a bookmark, and tells the other resources of its user',
    {
      id: 'xep0060.7.2.2.bookmark-removed',
      requirement: xep0060.must(
        '7.2.2',
        'publisher-delete-success',
        'If no error occurs, the service MUST delete the item that the publisher retracts',
      ),
      covers: 'PEP-10',
      given: { romeo: online('senderServer', { alone: true }), orchard: online('senderServer') },
      accountable: 'senderServer',
      fault: [
        drop('iq', { id: /-retract$/ }, 'romeo'),
        rewrite('iq', { type: 'error' }, { id: /-retract$/ }, 'romeo'),
        inject('the bookmark that was removed', 'romeo', { sends: 'iq', with: { id: /-left$/ } }, ({ attrs }) => {
          const items = xml`<items node="${bookmarks}"><item id="removed">${conference}</item></items>`;
          return xml`<iq type="result" id="${attrs.id}" from="${attrs.to}"><pubsub xmlns="${ns.pubsub}">${items}</pubsub></iq>`;
        }),
        advisory(strip('retract', {}, 'orchard')),
        advisory(drop('message', {}, 'orchard')),
      ],
      impact: 'degraded',
      when: 'last',
    },
    async ({ romeo, orchard }, story) => {
      await mustOffer(romeo, story, 'delete-items');
      await showInterest(orchard, romeo, story, freshNode(), bookmarks);
      const room = await putBookmark(romeo, story);
      const retract = xml`<retract node="${bookmarks}" notify="true"><item id="${room}"/></retract>`;
      const request = xml`<iq type="set" id="${fresh()}-retract"><pubsub xmlns="${ns.pubsub}">${retract}</pubsub></iq>`;

      const reply = unlessBusy(await expect(romeo).to.receive(replyTo(await romeo.send(request))), story);

      expect(reply).to.be.like(xml`<iq type="result"/>`);
      const question = itemsOf(bookmarks, romeo);
      question.attrs.id = `${fresh()}-left`;
      const left = itemsIn(await romeo.request(question));
      expect(left.map(String), 'the bookmarks').to.deep.equal([]);
      const told = xep0060.must(
        '7.2.2.1',
        'publisher-delete-success-notify',
        'Whoever retracts an item with notify has all subscribers told of it (here a warning only)',
      );
      // What happens to one node is told in its order (RFC 6120, section 10.1): nothing is waited for after this.
      const further = freshRoom();
      await put(romeo, story, bookmark(further));
      await orchard.receive(eventOf(bookmarks, romeo, further)).catch(unlessAbsent);
      const event = eventOf(bookmarks, romeo, room);
      await story.should(told, () =>
        expect(orchard).to.receive(
          {
            what: 'the removal of the bookmark',
            matches: (stanza) => event.matches(stanza) && stanza.toString().includes('<retract'),
          },
          0,
        ),
      );
    },
  );
});
