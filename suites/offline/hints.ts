import { describe, drop, errorTo, ns, offline, online, scenario, xep, xml } from '../../runners/index.ts';
import { keptOrRefused } from './storing.ts';

const xep0334 = xep('0334', '1.0.0');

describe('Messages to someone offline', '7(2)(a)(i)', () => {
  scenario(
    'keeps other messages when one asks not to be stored',
    {
      id: 'xep0334.4.2.no-store-alone-not-kept',
      // Section 5: hints bind nobody. What becomes of the message that has one is seen, and decides nothing.
      requirement: {
        ...xep0334.should(
          '4',
          'rules',
          'A no-store hint may keep its own message out of the store, and no other (implied)',
        ),
        level: 'policy',
      },
      covers: ['XEP0334-4.2-1', 'ARC-06'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: drop('message', {}, 'juliet'),
    },
    async ({ romeo, juliet }, story) => {
      const hinted = await romeo.send(xml`
        <message to="${juliet.bareJid}" type="chat"><body>Burn this</body><no-store xmlns="${ns.hints}"/></message>`);
      const other = await romeo.send(xml`<message to="${juliet.bareJid}" type="chat"><body>Keep this</body></message>`);
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();

      await keptOrRefused(story, other, romeo, juliet);

      const refused = romeo.received(errorTo(hinted)).length > 0 ? 'refused' : 'not kept';
      const fate = juliet.received(hinted).length > 0 ? 'kept all the same' : refused;
      story.saw(`${story.outcome}; the message with the hint was ${fate}`);
    },
  );
});
