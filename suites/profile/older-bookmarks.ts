import { describe, expect, ns, online, rewrite, scenario, type Session, strip, xep, xml } from '../../runners/index.ts';
import { bookmarks, putBookmark } from './bookmark.ts';
import { itemsOf } from './pubsub.ts';

const xep0402 = xep('0402', '1.2.0');
const old = ns.oldBookmarks;

/** Where older clients look for bookmarks, by the feature that announces a conversion (XEP-0402, section 5.3). */
const stores = {
  compat: {
    where: 'private storage',
    ask: (_owner: Session) =>
      xml`<iq type="get" id="old-items"><query xmlns="${ns.privateData}"><storage xmlns="${old}"/></query></iq>`,
  },
  'compat-pep': { where: 'the node that was used before', ask: (owner: Session) => itemsOf(old, owner) },
};

describe('Bookmarks of groups', '7(2)(b)(i)', () => {
  for (const [feature, { where, ask }] of Object.entries(stores)) {
    scenario(
      `shows a bookmark to apps that look for it in ${where}`,
      {
        id: `xep0402.5.3.${feature}`,
        requirement: xep0402.should(
          '5.3',
          'compatibility',
          `Whoever announces #${feature} unifies bookmarks: what is published here is found there`,
        ),
        covers: 'PEP-11',
        given: { romeo: online('homeServer') },
        accountable: 'homeServer',
        needs: { homeServer: `${bookmarks}#${feature}` },
        fault: [strip('conference'), rewrite('conference', { jid: 'elsewhere@rooms.example' }, { jid: /./ })],
        impact: 'degraded',
      },
      async ({ romeo }, story) => {
        const room = await putBookmark(romeo, story);

        const reply = await romeo.request(ask(romeo));

        expect(reply).to.carry(xml`<conference xmlns="${old}" jid="${room}"/>`);
      },
    );
  }
});
