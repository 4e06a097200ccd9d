import {
  describe,
  type Element,
  expect,
  inject,
  ns,
  online,
  scenario,
  unlessUnreached,
  xml,
} from '../../runners/index.ts';
import { bookmarks, conference, freshRoom, putBookmark } from './bookmark.ts';
import { itemsIn, itemsOf, nodesIn, nodesOf, xep0060, xep0163 } from './pubsub.ts';

const given = { romeo: online('senderServer'), juliet: online('recipientServer') };
const mutual = [
  ['juliet', 'romeo'],
  ['romeo', 'juliet'],
] as const;
const keptPrivate = xep0060.must(
  '14.3',
  'security-access',
  'A service MUST adhere to the access model of a node when somebody asks for its items: a whitelist lets nobody else in',
);

const answered = (what: string, asked: RegExp, payload: (to: string) => Element) =>
  inject(what, 'juliet', { sends: 'iq', with: { id: asked } }, ({ attrs }) => {
    const { id, to } = attrs as Record<string, string>;
    return xml`<iq type="result" id="${id}" from="${to}">${payload(String(to))}</iq>`;
  });
const givesBookmarks = answered('the bookmarks', /-items$/, () => {
  const items = xml`<items node="${bookmarks}"><item id="${freshRoom()}">${conference}</item></items>`;
  return xml`<pubsub xmlns="${ns.pubsub}">${items}</pubsub>`;
});

describe('Bookmarks of groups', '7(8)', () => {
  for (const [who, slug, subscribed] of [
    ['contact', 'contact', mutual],
    ['stranger', 'stranger', []],
  ] as const) {
    scenario(
      `keeps the bookmarks of its user from a ${who}`,
      {
        id: `xep0060.14.3.bookmarks-kept-from-${slug}`,
        requirement: keptPrivate,
        covers: 'PEP-10',
        given,
        accountable: 'senderServer',
        subscribed,
        fault: givesBookmarks,
      },
      async ({ romeo, juliet }, story) => {
        await putBookmark(romeo, story);

        const reply = unlessUnreached(await juliet.request(itemsOf(bookmarks, romeo)), romeo.bareJid);

        story.saw(String(reply.attrs.type));
        expect(itemsIn(reply).map(String), 'the bookmarks').to.deep.equal([]);
      },
    );
  }

  scenario(
    'does not tell a contact that its user has bookmarks',
    {
      id: 'xep0163.6.2.bookmarks-not-listed',
      requirement: xep0163.must(
        '6.2',
        'support-contact',
        'The server MUST return only those nodes from which the contact is allowed to retrieve items',
      ),
      covers: 'PEP-10',
      given,
      accountable: 'senderServer',
      subscribed: mutual,
      fault: answered(
        'a list with the bookmarks',
        /-nodes$/,
        (to) => xml`<query xmlns="${ns.discoItems}"><item jid="${to}" node="${bookmarks}"/></query>`,
      ),
    },
    async ({ romeo, juliet }, story) => {
      await putBookmark(romeo, story);

      const listed = nodesIn(unlessUnreached(await juliet.request(nodesOf(romeo)), romeo.bareJid));

      expect(listed, 'the nodes listed').not.to.include(bookmarks);
    },
  );
});
