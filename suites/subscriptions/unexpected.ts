import { advisory, describe, expect, inject, online, presenceFrom, rfc, scenario, xml } from '../../runners/index.ts';
import { mustShow, unheard } from './disagreeing.ts';
import { misread, pushed, pushOf, read } from './rosters.ts';
import { isAsked, isFollowed, isSame, shown, slug, type State } from './states.ts';
import { approve, ask, type Pair, settle } from './story.ts';

const rfc6121 = rfc(6121);

type Sends = 'subscribed' | 'unsubscribed';

/**
 * Answers that reach a contact who awaits none. While the rosters agree the user's server does not route them, so here they
 * disagree: the user still sees a request, or a subscription, of which the contact knows nothing.
 */
interface Unexpected {
  readonly sends: Sends;
  /** State of the contact, which is to stay. */
  readonly state: State;
  readonly title: string;
  readonly id?: string;
}

const subscribes = (state: State): boolean => ['to', 'both'].includes(shown(state).subscription);
/** The user still sees the contact as a subscriber, where it is not asked for an approval. */
const userBefore = ({ sends, state }: Unexpected): State => {
  const [follower, asker, both] = sends === 'unsubscribed' ? (['From', 'From + Pending Out', 'Both'] as const) : open;
  if (isFollowed(shown(state))) return both;
  return isAsked(state) ? asker : follower;
};
const open = ['None + Pending In', 'None + Pending Out+In', 'To + Pending In'] as const;

/** The user is left with a request, or with a subscriber, that the contact's own roster does not know. */
async function disagree(cell: Unexpected, pair: Pair, story: Parameters<typeof unheard>[2]): Promise<void> {
  const { romeo, juliet } = pair;
  const to = { romeo: romeo.bareJid, juliet: juliet.bareJid };
  if (isAsked(cell.state)) await ask(romeo, juliet);
  if (subscribes(cell.state)) {
    await unheard(juliet, romeo, story, () => romeo.send(xml`<presence to="${to.juliet}" type="unsubscribed"/>`));
    await ask(juliet, romeo);
  } else {
    if (cell.sends === 'subscribed') await ask(juliet, romeo);
    await unheard(romeo, juliet, story, () => juliet.send(xml`<presence to="${to.romeo}" type="unsubscribe"/>`));
  }
  await settle(pair);
  await mustShow(juliet, to.romeo, cell.state, story);
  await mustShow(romeo, to.juliet, userBefore(cell), story);
}

function faultsOf({ sends, state }: Unexpected) {
  const other = { ...shown(state), subscription: subscribes(state) ? 'none' : 'both' };
  const when = { sends: 'presence', with: { type: sends }, by: 'romeo' };
  return [
    misread('juliet', 'after', other),
    inject('a roster push', 'juliet', when, (_answer, { bareJid }) => pushOf(bareJid, other)),
    advisory(
      inject(
        'the answer',
        'juliet',
        when,
        (_answer, { bareJid }) => xml`<presence from="${bareJid}" type="${sends}"/>`,
      ),
    ),
    ...(isAsked(state) ? [misread('juliet', 'answered', { ...shown(state), subscription: 'none' })] : []),
  ];
}

const declareUnexpected = (cell: Unexpected): void => {
  const { sends, state, title } = cell;
  const section = sends === 'subscribed' ? 'A.3.3' : 'A.3.4';
  const row = sends === 'subscribed' ? ['RFC6121-A.2.3', 'RFC6121-3.1.6-3'] : 'RFC6121-A.2.4';
  scenario(
    title,
    {
      id: cell.id ?? `rfc6121.${section.toLowerCase()}.unexpected-in-${slug(state)}`,
      requirement: rfc6121.must(
        section,
        `An inbound "${sends}" in the state "${state}" does not change the state, and no roster push follows`,
      ),
      covers: row,
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [
        ...(isFollowed(shown(state)) ? [['romeo', 'juliet'] as const] : []),
        ...(subscribes(state) || sends === 'unsubscribed' ? [['juliet', 'romeo'] as const] : []),
      ],
      accountable: 'recipientServer',
      fault: faultsOf(cell),
      impact: sends === 'subscribed' ? 'degraded' : 'blocking',
    },
    async (pair, story) => {
      const { romeo, juliet } = pair;
      await disagree(cell, pair, story);
      const earlier = { told: 0, pushed: pushed(juliet, romeo.bareJid).length };
      const answer = presenceFrom(romeo.bareJid, sends);
      earlier.told = juliet.received(answer).length;

      await romeo.send(xml`<presence to="${juliet.bareJid}" type="${sends}"/>`);
      await settle(pair);

      const granted = isFollowed(await read(romeo, juliet.bareJid, 'after'));
      if (granted !== (sends === 'subscribed'))
        story.inconclusive(`${romeo.domain} did not take it for an answer, so that it need not have routed it`);
      await story.parts({
        'the state of juliet': async () => {
          expect(await read(juliet, romeo.bareJid, 'after'), 'what the roster shows').to.deep.equal(shown(state));
          const others = pushed(juliet, romeo.bareJid).slice(earlier.pushed);
          expect(
            others.filter((push) => !isSame(push, shown(state))),
            'changes pushed',
          ).to.deep.equal([]);
        },
        delivery: () =>
          story.should(
            rfc6121.shouldNot(section, `A "${sends}" that changes no state is not shown to the contact`),
            () => {
              expect(juliet.received(answer).length - earlier.told, 'answers shown').to.equal(0);
            },
          ),
        'a request to juliet': async () => {
          if (!isAsked(state)) return;
          await approve(juliet, romeo);
          const seen = await read(juliet, romeo.bareJid, 'answered');
          expect(isFollowed(seen), 'juliet, who then approves, is followed').to.equal(true);
        },
      });
    },
  );
};

describe('Deciding whom to follow', '7(7)', () => {
  const approvals: readonly (readonly [State, string, string?])[] = [
    [
      'None',
      'is not subscribed to somebody by an approval that nobody asked for',
      'rfc6121.3.1.6.unsolicited-approval',
    ],
    ['None + Pending In', 'is not subscribed to somebody who asks, by an approval that nobody asked for'],
    ['To', 'stays subscribed, and no more, after an approval that nobody asked for'],
    ['To + Pending In', 'keeps subscription and open request after an approval that nobody asked for'],
    ['From', 'is not subscribed to a subscriber by an approval that nobody asked for'],
    ['Both', 'keeps a mutual subscription after an approval that nobody asked for'],
  ];
  for (const [state, title, id] of approvals)
    declareUnexpected({ sends: 'subscribed', state, title, ...(id === undefined ? {} : { id }) });

  const cancellations: readonly (readonly [State, string])[] = [
    ['None', 'changes nothing on a cancellation of what was never granted'],
    ['None + Pending In', 'keeps the open request of somebody who cancels what was never granted'],
    ['From', 'keeps a subscriber who cancels what was never granted'],
  ];
  for (const [state, title] of cancellations) declareUnexpected({ sends: 'unsubscribed', state, title });
});
