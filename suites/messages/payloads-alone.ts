import { describe, drop, rfc, scenario, xml } from '../../runners/index.ts';
import { acquainted, given, outcomeOf } from './payloads.ts';

/** Messages that hold nothing else: the stories about their content add something that no server knows. */
const alone = [
  {
    feature: 'Delivery receipts',
    what: 'receipt',
    covers: 'MSG-16',
    payload: xml`<received xmlns="urn:xmpp:receipts" id="richard2-4.1.247"/>`,
  },
  {
    feature: 'Read receipts',
    what: 'marker',
    covers: 'MSG-18',
    payload: xml`<displayed xmlns="urn:xmpp:chat-markers:0" id="richard2-4.1.247"/>`,
  },
  {
    feature: 'Reactions',
    what: 'reaction',
    covers: 'MSG-22',
    payload: xml`<reactions xmlns="urn:xmpp:reactions:0" id="richard2-4.1.247"><reaction>${'\u{1F44D}'}</reaction></reactions>`,
  },
] as const;

for (const { feature, what, covers, payload } of alone) {
  describe(feature, '7(2)(a)(i)', () => {
    scenario(
      `delivers a message that holds a ${what} and nothing else`,
      {
        id: `rfc6121.8.5.3.1.${what}-alone`,
        requirement: rfc(6121).must(
          '8.5.3.1',
          'For a message stanza, the server MUST deliver the stanza to the resource',
        ),
        covers: ['RFC6121-8.5.3.1-3', covers],
        given,
        accountable: 'both',
        subscribed: acquainted,
        fault: drop('message'),
        impact: 'degraded',
      },
      async ({ romeo, juliet }, story) => {
        const sent = await romeo.send(xml`<message to="${juliet.fullJid}" type="chat">${payload}</message>`);

        const { outcome, stanza } = await outcomeOf(story, romeo, { delivered: juliet }, sent);

        if (outcome === 'refused') story.refused(stanza);
      },
    );
  });
}
