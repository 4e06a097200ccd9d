import {
  describe,
  type Element,
  expect,
  type Matcher,
  online,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const stamp = rfc6120.must(
  '8.1.2.1',
  "The server stamps 'from' with the bare JID in the case of subscription-related presence stanzas",
);

/** By its type alone, since the address is what is in question. */
const anyOfType = (type: string): Matcher => ({
  what: `presence of type ${type}`,
  matches: ({ name, attrs }) => name === 'presence' && attrs.type === type,
});

const withResource = (type: string) =>
  rewrite('presence', { from: 'romeo@montague.example/orchard' }, { type }, 'juliet');

describe('Online status hidden from others', '7(8)', () => {
  scenario(
    'names no resource of the user in any of the four stanzas about subscriptions',
    {
      id: 'rfc6120.8.1.2.1.subscription-from-bare-jid',
      requirement: stamp,
      covers: 'RFC6120-8.1.2.1-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: ['subscribe', 'subscribed', 'unsubscribe', 'unsubscribed'].map(withResource),
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const shown: Element[] = [];
      const show = async (type: string): Promise<void> => {
        await romeo.send(xml`<presence to="${juliet.bareJid}" type="${type}"/>`);
        shown.push(await juliet.receive(anyOfType(type)));
      };

      await show('subscribe');
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);
      await romeo.receive(anyOfType('subscribed'));
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribe"/>`);
      await romeo.receive(anyOfType('subscribe'));
      await show('subscribed');
      await show('unsubscribe');
      await show('unsubscribed');

      for (const stanza of shown) expect(stanza).to.be.like(xml`<presence from="${romeo.bareJid}"/>`);
    },
  );
});
