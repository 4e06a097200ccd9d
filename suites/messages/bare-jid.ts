import {
  advisory,
  describe,
  drop,
  duplicate,
  type Element,
  expect,
  leak,
  online,
  rfc,
  scenario,
  type Sent,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';
import { acquainted, given, once, outcomeOf } from './payloads.ts';

const rfc6121 = rfc(6121);

/** Servers may leave out the type that is the default. */
const normal = { type: /^(normal)?$/ };

const mostAvailable = 'Deliver to the "most available" resource or resources, or to all of the non-negative ones';
const wanted = rfc6121.must(
  '8.5.2.1.1',
  'Deliver a chat message to the most available resources, or to all that have opted in (a warning: none need have)',
);

const sendBoth = (romeo: Session, to: string): Promise<readonly Sent[]> =>
  Promise.all([
    romeo.send(xml`<message to="${to}" type="normal"><body>What man art thou?</body></message>`),
    romeo.send(xml`<message to="${to}" type="chat"><body>Thou know'st the mask of night</body></message>`),
  ]);

/** Judges that one of the eligible resources at least got each message, if it was not refused, and tells which did. */
async function someGet(story: Story, sent: readonly Sent[], romeo: Session, eligible: readonly Session[]) {
  const resources = Object.fromEntries(eligible.map((session) => [session.name, session]));
  const refusals: Element[] = [];
  for (const one of sent) {
    const judge = async (): Promise<void> => {
      const { outcome, stanza } = await outcomeOf(story, romeo, resources, one);
      if (outcome === 'refused') refusals.push(stanza);
    };
    await (one.stanza.attrs.type === 'chat' ? story.should(wanted, judge) : judge());
  }
  if (refusals[0]) story.refused(refusals[0]);
  await Promise.all(eligible.map((session) => romeo.fence(session)));
  const seen = sent.map((one) => {
    const names = eligible.filter((session) => session.received(one).length > 0).map(({ name }) => name);
    return `${String(one.stanza.attrs.type)} to ${names.join(' and ')}`;
  });
  story.saw(seen.join(', '));
}

describe('Several devices', '7(2)(a)(i)', () => {
  scenario(
    'delivers a message of each type to the only resource, of priority zero and above it',
    {
      id: 'rfc6121.8.5.2.1.1.each-type-once',
      requirement: rfc6121.must(
        '8.5.2.1.1',
        'If there is one available resource with a non-negative priority, deliver the message to it',
      ),
      covers: 'RFC6121-8.5.2.1.1-1',
      given,
      accountable: 'recipientServer',
      subscribed: acquainted,
      fault: [drop('message'), drop('message', normal), advisory(duplicate('message', { type: 'chat' }))],
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      const all: Sent[] = [];
      for (const priority of [0, 5]) {
        await juliet.present(xml`<presence><priority>${priority}</priority></presence>`);
        all.push(...(await sendBoth(romeo, juliet.bareJid)));
        all.push(await romeo.send(xml`<message to="${juliet.bareJid}"><body>Of no type</body></message>`));
      }

      const refusals: Element[] = [];
      for (const sent of all) {
        const { outcome, stanza } = await outcomeOf(story, romeo, { juliet }, sent);
        if (outcome === 'refused') refusals.push(stanza);
      }
      await romeo.fence(juliet);
      const times = all.map((sent) => juliet.received(sent).length);
      await story.should(once, () => expect(Math.max(...times), 'how often a message came').to.be.at.most(1));
      if (refusals[0]) story.refused(refusals[0]);
    },
  );

  scenario(
    'delivers to one at least of two resources of the same priority',
    {
      id: 'rfc6121.8.5.2.1.1.equal-priorities',
      requirement: rfc6121.must('8.5.2.1.1', mostAvailable),
      covers: 'RFC6121-8.5.2.1.1-3',
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer', { priority: 0 }),
        chamber: online('recipientServer', { priority: 0 }),
      },
      accountable: 'recipientServer',
      subscribed: acquainted,
      fault: [drop('message', normal), advisory(drop('message', { type: 'chat' }))],
      impact: 'blocking',
    },
    async ({ romeo, juliet, chamber }, story) => {
      const sent = await sendBoth(romeo, juliet.bareJid);

      await someGet(story, sent, romeo, [juliet, chamber]);
    },
  );

  scenario(
    'delivers a chat message to one at least of two resources of different priority',
    {
      id: 'rfc6121.8.5.2.1.1.different-priorities',
      requirement: rfc6121.must('8.5.2.1.1', mostAvailable),
      covers: 'RFC6121-8.5.2.1.1-3',
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer', { priority: 5 }),
        chamber: online('recipientServer', { priority: 1 }),
      },
      accountable: 'recipientServer',
      subscribed: acquainted,
      fault: [drop('message', normal), advisory(drop('message', { type: 'chat' }))],
      impact: 'blocking',
    },
    async ({ romeo, juliet, chamber }, story) => {
      const sent = await sendBoth(romeo, juliet.bareJid);

      await someGet(story, sent, romeo, [juliet, chamber]);
    },
  );

  scenario(
    'delivers to one at least of two equal resources, and leaves out a third of negative priority',
    {
      id: 'rfc6121.8.5.2.1.1.equal-and-negative',
      requirement: rfc6121.must('8.5.2.1.1', mostAvailable),
      covers: ['RFC6121-8.5.2.1.1-3', 'RFC6121-8.5.2.1.1-8', 'MSG-15'],
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer', { priority: 5 }),
        chamber: online('recipientServer', { priority: 5 }),
        closet: online('recipientServer', { priority: -1 }),
      },
      accountable: 'recipientServer',
      subscribed: acquainted,
      fault: [
        drop('message', normal),
        advisory(drop('message', { type: 'chat' })),
        leak('message', 'closet', { type: 'normal' }),
        leak('message', 'closet', { type: 'chat' }),
      ],
      impact: 'blocking',
    },
    async ({ romeo, juliet, chamber, closet }, story) => {
      if (closet.priority >= 0) story.notApplicable(`the server turned the priority -1 into ${closet.priority}`);
      const sent = await sendBoth(romeo, juliet.bareJid);

      await romeo.fence(closet);
      const hidden = sent.flatMap((one) => closet.received(one));
      expect(hidden.map(String), 'messages at the resource of negative priority').to.deep.equal([]);

      await someGet(story, sent, romeo, [juliet, chamber]);
    },
  );
});
