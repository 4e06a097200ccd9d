import { describe, type Element, expect, fresh, ns, online, relist, scenario, xep, xml } from '../../runners/index.ts';
import { copiesOf, keepAll, latest, needs, tell, unique } from './archive.ts';
import { xep0313 } from './query.ts';

const given = { romeo: online('senderServer'), juliet: online('recipientServer') } as const;
const subscribed = [['romeo', 'juliet']] as const;

const xep0334 = xep('0334', '1.0.0');

/** Messages without a body that are worth keeping (XEP-0334, section 3.4), by what they are. */
const worthKeeping = (): Readonly<Record<string, Element>> => ({
  reaction: xml`<reactions xmlns="urn:xmpp:reactions:0" id="${fresh()}"><reaction>🌙</reaction></reactions>`,
  'displayed marker': xml`<displayed xmlns="urn:xmpp:chat-markers:0" id="${fresh()}"/>`,
  'encrypted message': xml`<encrypted xmlns="urn:xmpp:omemo:2"><header sid="27183"/><payload>b25lIGtpc3M=</payload></encrypted>`,
  'call proposal': xml`
    <propose xmlns="urn:xmpp:jingle-message:0" id="${fresh()}"><description xmlns="urn:xmpp:jingle:apps:rtp:1" media="audio"/></propose>`,
  retraction: xml`<retract xmlns="urn:xmpp:message-retract:1" id="${fresh()}"/>`,
});

const isBodiless = (stanza: Element): boolean =>
  stanza.getChild('result', ns.mam)?.getChild('forwarded', ns.forward)?.getChild('message')?.getChild('body') ===
  undefined;

const onlyBodies = relist('archives nothing without a body', (results) => results.filter((one) => !isBodiless(one)));

describe('Message history', '7(2)(a)(i)', () => {
  scenario(
    'keeps other messages when some ask not to be archived',
    {
      id: 'xep0313.6.1.1.beside-hints',
      // XEP-0334, section 5: hints bind nobody. What becomes of the messages that have one is seen, and decides nothing.
      requirement: xep0313.should(
        '6.1.1',
        'business-storeret-user-archives',
        'All chat messages with a body are in the archive; a hint concerns its own message',
      ),
      covers: 'ARC-06',
      given,
      subscribed,
      needs,
      accountable: 'recipientServer',
      fault: relist('has nothing', () => []),
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      await keepAll(juliet, story);
      const hinted = [];
      for (const hint of ['no-store', 'no-permanent-store']) {
        const sent = await romeo.send(xml`
          <message to="${juliet.bareJid}" type="chat"><body>${unique('Burn this')}</body><${hint} xmlns="${ns.hints}"/></message>`);
        await juliet.receive(sent);
        hinted.push({ hint, sent });
      }
      const { sent: plain } = await tell(romeo, juliet, 'Keep this');

      const results = await latest(juliet, romeo, [...hinted.map(({ sent }) => sent), plain], story);

      expect(copiesOf(results, plain), 'the message without a hint').to.have.lengthOf(1);
      const fates = hinted.map(
        ({ hint, sent }) => `${hint}: ${copiesOf(results, sent).length > 0 ? 'kept' : 'not kept'}`,
      );
      story.saw(fates.join(', '));
    },
  );

  scenario(
    'archives messages without a body that ask for it',
    {
      id: 'xep0334.4.4.store',
      requirement: xep0334.should('4.4', undefined, 'A message with a store hint that is no error is stored'),
      covers: 'ARC-07',
      given,
      subscribed,
      needs,
      accountable: 'recipientServer',
      fault: onlyBodies,
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      await keepAll(juliet, story);
      const all = [];
      for (const [what, payload] of Object.entries(worthKeeping())) {
        const sent = await romeo.send(
          xml`<message to="${juliet.bareJid}" type="chat">${payload}<store xmlns="${ns.hints}"/></message>`,
        );
        await juliet.receive(sent);
        all.push({ what, sent });
      }
      const { sent: last } = await tell(romeo, juliet, 'A thousand times good night');

      const results = await latest(juliet, romeo, [...all.map(({ sent }) => sent), last], story);

      if (copiesOf(results, last).length === 0) story.inconclusive('the archive does not hold the last message');
      const lost = all.filter(({ sent }) => copiesOf(results, sent).length === 0).map(({ what }) => what);
      expect(lost, 'what the archive lacks').to.deep.equal([]);
    },
  );
});
