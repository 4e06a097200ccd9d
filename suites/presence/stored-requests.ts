import {
  describe,
  drop,
  dropLater,
  duplicate,
  errorTo,
  expect,
  offline,
  online,
  presenceFrom,
  rfc,
  scenario,
  type Sent,
  type Session,
  type Story,
  strip,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';
import { approvesAlone, subscription } from './roster-items.ts';

const rfc6121 = rfc(6121);

/** Ends the story where the request was declined, or approved by the server itself: nothing need be kept then. */
function unlessAnswered(romeo: Session, sent: Sent, story: Story): void {
  // "subject to local service policies" (section 3.1.2)
  const [error] = romeo.received(errorTo(sent));
  if (error) story.refused(error);
  if (romeo.received(subscription('subscribed')).length > 0) story.notApplicable(approvesAlone);
}

/** Fault: requests are held back from a resource of negative priority. */
const heldBack: ReturnType<typeof drop> = {
  name: 'holds requests back while the priority is negative',
  kinds: ['wrong-content'],
  arm: () => {
    let isNegative = false;
    return {
      send: (_sender, { name, children }) => {
        if (name === 'presence') isNegative = children.some((child) => String(child).includes('>-'));
      },
      receive: (_actor, stanza) => (isNegative && subscription('subscribe').matches(stanza) ? [] : [stanza]),
    };
  },
};

describe('Contact requests', '7(2)(a)(i)', () => {
  scenario(
    'keeps a subscription request for a contact who is offline and delivers it at every login until it is answered',
    {
      id: 'rfc6121.3.1.3.request-at-every-login',
      requirement: rfc6121.must(
        '3.1.3',
        'A request is kept and delivered whenever the contact creates an available resource, until it is answered',
      ),
      covers: 'RFC6121-3.1.3-4',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: [drop('presence', { type: 'subscribe' }), dropLater('presence', { type: 'subscribe' })],
      impact: 'blocking',
    },
    async ({ romeo, juliet }, story) => {
      const request = presenceFrom(romeo.bareJid, 'subscribe');
      const sent = await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await romeo.fenceDomain(juliet.domain);
      unlessAnswered(romeo, sent, story);

      await juliet.comeOnline();
      // What came to be stored while she arrived waits for the next login: only the second absence is a verdict.
      const first = await juliet.receive(request).catch(unlessAbsent);
      if (!first) unlessAnswered(romeo, sent, story);
      await juliet.goOffline();
      await juliet.comeOnline();
      await expect(juliet).to.receive(request);
      if (!first) story.inconclusive('the request was delivered at the second login only');
    },
  );

  scenario(
    'delivers a waiting request to a contact who comes online with negative priority',
    {
      id: 'rfc6121.3.1.3.request-at-login-with-negative-priority',
      requirement: rfc6121.must(
        '3.1.3',
        'A request is delivered whenever the contact creates an available resource, of whatever priority',
      ),
      covers: 'RFC6121-3.1.3-4',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: heldBack,
    },
    async ({ romeo, juliet }, story) => {
      const request = presenceFrom(romeo.bareJid, 'subscribe');
      const sent = await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await romeo.fenceDomain(juliet.domain);
      unlessAnswered(romeo, sent, story);

      // What came to be stored while she arrived waits for the next login: only the second absence is a verdict.
      for (const login of ['first', 'second']) {
        await juliet.comeOnline(xml`<presence><priority>-1</priority></presence>`);
        if (juliet.priority >= 0) story.notApplicable('the server does not let a resource have a negative priority');
        if (await juliet.receive(request).catch(unlessAbsent)) {
          story.saw(`delivered at the ${login} login`);
          return;
        }
        await juliet.goOffline();
      }
      // It was kept, and is not lost on the way: it comes as soon as the priority is another.
      await juliet.comeOnline();
      await juliet.receive(request);
      expect(juliet.priority, 'the priority at which the request came').to.equal(-1);
    },
  );

  scenario(
    'keeps a subscription request complete, with its extensions',
    {
      id: 'rfc6121.3.1.3.stored-request-complete',
      requirement: rfc6121.must(
        '3.1.3',
        "The contact's server keeps the complete presence stanza of the request, including any extended content",
      ),
      covers: 'RFC6121-3.1.3-5',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: strip('status'),
    },
    async ({ romeo, juliet }) => {
      await romeo.send(xml`
      <presence to="${juliet.bareJid}" type="subscribe">
        <status>What's in a name?</status>
        <rose xmlns="urn:example:verona"><smell>sweet</smell></rose>
      </presence>`);
      await romeo.fenceDomain(juliet.domain);

      await juliet.comeOnline();
      const received = await juliet.receive(presenceFrom(romeo.bareJid, 'subscribe'));

      expect(received).to.be.like(xml`
      <presence type="subscribe" from="${romeo.bareJid}">
        <status>What's in a name?</status>
        <rose xmlns="urn:example:verona"><smell>sweet</smell></rose>
      </presence>`);
    },
  );

  scenario(
    'delivers one request at login, however often the user asked',
    {
      id: 'rfc6121.3.1.3.one-request-however-often-asked',
      requirement: rfc6121.mustNot(
        '3.1.3',
        'No more than one request of a user is delivered when the contact next has an available resource',
      ),
      covers: 'RFC6121-3.1.3-6',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: duplicate('presence', { type: 'subscribe' }),
    },
    async ({ romeo, juliet }) => {
      const request = presenceFrom(romeo.bareJid, 'subscribe');
      for (const plea of ['Wilt thou?', 'Wilt thou not?', 'Hear me']) {
        await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"><status>${plea}</status></presence>`);
      }
      await romeo.fenceDomain(juliet.domain);

      await juliet.comeOnline();
      await juliet.receive(request);
      await juliet.fenceLogin();
      const first = juliet.received(request).length;
      if (first === 1) return;

      // What was under way while she arrived is delivered as it comes: only what the next login adds is a verdict.
      await romeo.fence(juliet);
      const earlier = juliet.received(request).length;
      await juliet.goOffline();
      await juliet.comeOnline();
      expect(juliet.received(request).length - earlier, 'requests delivered at the next login').to.be.at.most(1);
    },
  );
});
