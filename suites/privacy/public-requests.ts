import {
  describe,
  type Element,
  expect,
  fresh,
  ns,
  offline,
  online,
  replyTo,
  scenario,
  type Sent,
  unlessUnreached,
  xml,
} from '../../runners/index.ts';
import { harvesting, shapeOf, tellsAccounts, threeAccounts } from './shapes.ts';

/** What applications ask of each other; some of it an account may show to everybody. */
const payloads: Readonly<Record<string, Element>> = {
  items: xml`<query xmlns="${ns.discoItems}"/>`,
  'last activity': xml`<query xmlns="${ns.lastActivity}"/>`,
  version: xml`<query xmlns="${ns.version}"/>`,
  ping: xml`<ping xmlns="${ns.ping}"/>`,
  vCard: xml`<vCard xmlns="${ns.vcard}"/>`,
  roster: xml`<query xmlns="${ns.roster}"/>`,
  avatar: xml`<pubsub xmlns="http://jabber.org/protocol/pubsub"><items node="urn:xmpp:avatar:metadata"/></pubsub>`,
};

describe('Accounts hidden from strangers', '7(8)', () => {
  for (const [where, resource] of [
    ['an account', ''],
    ['a resource that is not there', '/nowhere'],
  ] as const) {
    scenario(
      `refuses what a stranger asks of ${where} alike for accounts that exist and that do not`,
      {
        id: `rfc6120.13.11.refusals-${resource === '' ? 'of-account' : 'of-resource'}`,
        requirement: harvesting(
          'Subtle differences in the XML of error stanzas can enable directory harvesting and are to be avoided',
        ),
        covers: ['RFC6120-13.11-1', 'PRV-08'],
        given: {
          romeo: online('senderServer'),
          juliet: online('recipientServer'),
          tybalt: offline('recipientServer', { account: 2 }),
        },
        accountable: 'recipientServer',
        fault: tellsAccounts(ns.version),
        impact: 'none',
      },
      async ({ romeo, juliet, tybalt }, story) => {
        const asked: { readonly what: string; readonly sent: Sent }[] = [];
        for (const [what, payload] of Object.entries(payloads)) {
          for (const { jid, id } of threeAccounts(juliet, tybalt)) {
            const sent = await romeo.send(
              xml`<iq to="${jid}${resource}" id="${id}-${fresh()}" type="get">${payload}</iq>`,
            );
            asked.push({ what, sent });
          }
        }
        const answers: { readonly what: string; readonly sent: Sent; readonly reply: Element }[] = [];
        for (const one of asked)
          answers.push({ ...one, reply: unlessUnreached(await romeo.receive(replyTo(one.sent)), juliet.domain) });

        // What an account shows to everybody tells that it is there, and is meant to.
        const open = answers.filter(({ reply, sent }) => reply.attrs.type === 'result' && sent.id.startsWith('known-'));
        const shown = [...new Set(open.map(({ what }) => what))];
        if (shown.length > 0) story.note(`shown to everybody: ${shown.join(', ')}`);
        const telling = Object.keys(payloads).filter((what) => {
          const refused = answers.filter((one) => one.what === what && !shown.includes(what));
          return new Set(refused.map(({ sent, reply }) => shapeOf(sent.stanza, reply))).size > 1;
        });
        expect(telling, 'what is refused in a way that tells of the account').to.deep.equal([]);
      },
    );
  }
});
