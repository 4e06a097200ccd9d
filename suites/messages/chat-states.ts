import {
  describe,
  type Element,
  expect,
  type Matcher,
  ns,
  online,
  reorder,
  reverse,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { acquainted, chat } from './payloads.ts';

const states = ['active', 'composing', 'paused', 'inactive', 'gone'] as const;

const stateOf = (stanza: Element): string | undefined => states.find((state) => stanza.getChild(state, ns.chatStates));

const anyState: Matcher = {
  what: 'a chat state',
  matches: (stanza) => stanza.attrs.type !== 'error' && stateOf(stanza) !== undefined,
};

describe('Typing notices', '7(2)(a)(i)', () => {
  scenario(
    'delivers what it delivers of typing notices in the order in which they were given',
    {
      id: 'rfc6120.10.1.chat-states-in-order',
      // A server may refuse notices that stand alone (XEP-0085, section 5.8): how many come is seen, and decides nothing.
      requirement: rfc(6120).must(
        '10.1',
        'Stanzas to one recipient are delivered in the order in which they were received',
      ),
      covers: 'MSG-19',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      subscribed: acquainted,
      fault: [reorder('message'), reverse(states.length, 'message')],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const all = states.map((state) => chat(juliet.fullJid, xml`<${state} xmlns="${ns.chatStates}"/>`));
      await Promise.all(all.map((message) => romeo.send(message)));
      await romeo.fence(juliet);

      const came = [...new Set(juliet.received(anyState).map(stateOf))];
      const missing = states.filter((state) => !came.includes(state));
      story.saw(missing.length === 0 ? 'all of them came' : `these did not come: ${missing.join(', ')}`);
      if (came.length < 2) story.inconclusive('fewer than two of the notices came, so they have no order');
      expect(came, 'the notices as they came').to.deep.equal(states.filter((state) => came.includes(state)));
    },
  );
});
