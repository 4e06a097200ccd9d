import {
  describe,
  type Element,
  entering,
  expect,
  localName,
  ns,
  online,
  overtake,
  presenceFrom,
  reorder,
  reverse,
  room,
  scenario,
  subjectOf,
  xep,
} from '../../runners/index.ts';
import { said, saying } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const [before, live] = ['Nay, gentle Romeo', 'we must have you dance'];
const steps = ['another occupant', 'itself', 'history', 'the subject', 'what follows'] as const;

/** The steps of entering in the order of what came; left out is what belongs to none, such as presence and notices of the room itself. */
function stepsOf(stanzas: readonly Element[], self: string): readonly (typeof steps)[number][] {
  const present = new Set<string>();
  return stanzas.flatMap((stanza) => {
    const from = String(stanza.attrs.from);
    if (localName(stanza) === 'presence') {
      if (!from.includes('/')) return [];
      const isNews = present.has(self) && present.has(from);
      present.add(from);
      return isNews ? 'what follows' : from === self ? 'itself' : 'another occupant';
    }
    if (stanza.attrs.type !== 'groupchat') return [];
    const text = stanza.getChildText('body');
    if (text === before) return 'history';
    // What is stamped comes out of the history, however late it was said.
    if (text === live) return stanza.getChild('delay', ns.delay) ? 'history' : 'what follows';
    return text === null && stanza.getChild('subject') ? 'the subject' : [];
  });
}

describe('Entering a group', '7(2)(b)(i)', () => {
  scenario(
    'sends what a new occupant gets in the order that clients rely on',
    {
      id: 'xep0045.order.whole-order',
      requirement: xep0045.must(
        '7.1',
        'order',
        'The service MUST send events in this order: other occupants, self-presence, history, subject, what is live',
      ),
      covers: 'MUC-05',
      given: {
        juliet: online('homeServer'),
        tybalt: online('homeServer', { account: 2 }),
        mercutio: online('mucService'),
        balcony: room('mucService'),
      },
      accountable: 'mucService',
      fault: [
        reorder('presence', { from: /\/(tybalt|juliet)$/ }, 'juliet'),
        overtake('presence', 'message', { type: 'groupchat' }, 'juliet', { from: /\/tybalt$/ }),
        reverse(2, 'message', { type: 'groupchat' }, 'juliet'),
        reverse(3, 'message', { type: 'groupchat' }, 'juliet'),
      ],
    },
    async ({ juliet, tybalt, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      await tybalt.join(balcony, 'tybalt');
      await mercutio.send(saying(balcony, before));
      await mercutio.receive(said(before));
      await juliet.send(entering(balcony, 'juliet', { history: 20 }));
      await juliet.receive(presenceFrom(balcony.occupantJid('juliet')));
      await mercutio.send(saying(balcony, live));
      await juliet.receive(said(live));
      await juliet.receive(subjectOf(balcony));
      for (const nick of ['mercutio', 'tybalt']) await juliet.receive(presenceFrom(balcony.occupantJid(nick)));

      const stanzas = juliet.received({
        what: 'everything from the room',
        matches: ({ attrs }) => String(attrs.from).startsWith(balcony.jid),
      });
      const order = stepsOf(stanzas, balcony.occupantJid('juliet'));

      expect(order, 'the order of what came').to.deep.equal(
        order.toSorted((left, right) => steps.indexOf(left) - steps.indexOf(right)),
      );
    },
  );
});
