import { describe, drop, expect, fresh, online, replyTo, rewrite, scenario, strip, xml } from '../../runners/index.ts';
import {
  freshNode,
  infoOf,
  isEventing,
  itemsIn,
  itemsOf,
  mustOffer,
  note,
  publish,
  unlessBusy,
  unlessTransient,
  xep0163,
} from './pubsub.ts';

const given = { romeo: online('senderServer') };

describe('Profile', '7(2)(a)(i)', () => {
  scenario(
    'says to its owner that the account can publish events',
    {
      id: 'xep0163.6.1.identity',
      requirement: xep0163.must(
        '6.1',
        'support-owner',
        'If the account is provisioned for PEP, the server MUST return an identity of pubsub/pep on behalf of it',
      ),
      covers: 'PEP-01',
      given,
      accountable: 'senderServer',
      fault: [strip('identity', { category: 'pubsub' }), rewrite('identity', { type: 'service' })],
      impact: 'degraded',
    },
    async ({ romeo }, story) => {
      const info = await infoOf(romeo);
      const published = await romeo.request(publish(freshNode(), fresh(), note('Is love a tender thing?')));
      if (published.attrs.type === 'error' && !isEventing(info))
        story.notApplicable(`the account does not list pubsub/pep, and publishes nothing: ${published.toString()}`);
      if (info.attrs.type === 'error') story.refused(info);

      expect(isEventing(info), 'the identity pubsub/pep of the account').to.equal(true);
    },
  );

  scenario(
    'makes the node for what is published first',
    {
      id: 'xep0163.3.node-made-by-publishing',
      requirement: xep0163.must(
        '3',
        'publish',
        'If the node does not already exist, the PEP service MUST create the node',
      ),
      covers: 'PEP-01',
      given,
      accountable: 'senderServer',
      fault: [
        drop('iq', { type: 'result', id: /-publish$/ }),
        rewrite('iq', { type: 'error' }, { id: /-publish$/ }),
        strip('item', {}),
      ],
      impact: 'degraded',
      when: 'last',
    },
    async ({ romeo }, story) => {
      await mustOffer(romeo, story);
      const [node, id] = [freshNode(), fresh()];
      const item = publish(node, id, note('Is love a tender thing?'));

      const reply = unlessBusy(await expect(romeo).to.receive(replyTo(await romeo.send(item))), story);

      expect(reply).to.be.like(xml`<iq type="result"/>`);
      const items = itemsIn(unlessTransient(await romeo.request(itemsOf(node, romeo)), story));
      expect(
        items.map(({ attrs }) => String(attrs.id)),
        'the items of the node',
      ).to.deep.equal([id]);
    },
  );
});
