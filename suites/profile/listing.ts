import { describe, expect, fresh, inject, ns, online, scenario, unlessUnreached, xml } from '../../runners/index.ts';
import { freshNode, mustOffer, nodesIn, nodesOf, note, publish, put, xep0163 } from './pubsub.ts';

const given = { romeo: online('senderServer'), juliet: online('recipientServer') };
const readableAlone = xep0163.must(
  '6.2',
  'support-contact',
  'The server MUST return only those nodes from which the contact is allowed to retrieve items',
);

/** A list that names whatever node is published. */
function listsAll() {
  let nodes: readonly string[] = [];
  return {
    remember: (node: string): string => {
      nodes = [...nodes, node];
      return node;
    },
    fault: inject('a list with every node', 'juliet', { sends: 'iq', with: { id: /-nodes$/ } }, ({ attrs }) => {
      const { id, to } = attrs as Record<string, string>;
      const query = xml`<query xmlns="${ns.discoItems}"/>`;
      for (const node of nodes) query.c('item', { jid: String(to), node });
      return xml`<iq type="result" id="${id}" from="${to}">${query}</iq>`;
    }),
  };
}

describe('Profile', '7(8)', () => {
  const forContact = listsAll();
  scenario(
    'lists no node to a contact that the contact may not read',
    {
      id: 'xep0163.6.2.listed-to-contact',
      requirement: readableAlone,
      covers: 'PEP-05',
      given,
      accountable: 'senderServer',
      subscribed: [
        ['juliet', 'romeo'],
        ['romeo', 'juliet'],
      ],
      fault: forContact.fault,
    },
    async ({ romeo, juliet }, story) => {
      await mustOffer(romeo, story, 'publish-options');
      const hidden = forContact.remember(freshNode());
      const shown = freshNode();
      await put(romeo, story, publish(hidden, fresh(), note('Deny thy father'), { access_model: 'whitelist' }));
      await put(romeo, story, publish(shown, fresh(), note('And refuse thy name')));

      const listed = nodesIn(unlessUnreached(await juliet.request(nodesOf(romeo)), romeo.bareJid));

      story.saw(listed.includes(shown) ? 'what the contact may read is listed' : 'nothing is listed');
      expect(listed, 'the nodes listed').not.to.include(hidden);
    },
  );

  const forStranger = listsAll();
  scenario(
    'lists no node to a stranger that is for contacts or for the user alone',
    {
      id: 'xep0163.6.2.listed-to-stranger',
      requirement: readableAlone,
      covers: 'PEP-05',
      given,
      accountable: 'senderServer',
      fault: forStranger.fault,
    },
    async ({ romeo, juliet }, story) => {
      await mustOffer(romeo, story, 'publish-options');
      const hidden = [forStranger.remember(freshNode()), forStranger.remember(freshNode())] as const;
      await put(romeo, story, publish(hidden[0], fresh(), note('Deny thy father'), { access_model: 'whitelist' }));
      await put(romeo, story, publish(hidden[1], fresh(), note('And refuse thy name')));

      const listed = nodesIn(unlessUnreached(await juliet.request(nodesOf(romeo)), romeo.bareJid));

      expect(
        listed.filter((node) => hidden.includes(node)),
        'the nodes listed',
      ).to.deep.equal([]);
    },
  );
});
