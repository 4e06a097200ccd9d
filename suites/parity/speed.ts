import {
  describe,
  drop,
  expect,
  ns,
  online,
  presenceFrom,
  replyTo,
  scenario,
  type Session,
  xml,
} from '../../runners/index.ts';
import { parity } from './compare.ts';
import { loseApprovalOf } from './faults.ts';
import { idFor, sendShort, times, warm } from './pace.ts';
import type { Way } from './payloads.ts';

const crossing = { id: /-across$/ };

const given = {
  romeo: online('senderServer'),
  mercutio: online('senderServer', { account: 2 }),
  juliet: online('recipientServer'),
};

/** Messages a second, of twenty that are sent in one go. */
async function rate(from: Session, to: Session, way: Way): Promise<number> {
  const begun = performance.now();
  const sent = await Promise.all(times(20).map(() => sendShort(from, to, way)));
  await Promise.all(sent.map((one) => to.receive(one)));
  return Math.round((sent.length * 1000) / (performance.now() - begun));
}

// Judged as parts, which bring a warning: no control within one service can show what takes a user from elsewhere.
const messagesInTime = parity('While messages within one service arrive, those across do as well, each in time');
const answersInTime = parity(
  'While a service answers the requests of its users, the other one answers them as well, in time',
);
const contactsInTime = parity('While users of one service can become contacts, users of both can as well, in time');

// Apart from the lanes: what another lane does at the same time would be measured too.
describe('Speed across and within', '13(6)', () => {
  scenario(
    'brings messages to the other service within the time that any message may take',
    {
      id: 'dma.13.6.message-speed',
      requirement: messagesInTime,
      covers: 'PRV-17',
      given,
      accountable: 'both',
      fault: drop('message', crossing, 'juliet'),
      impact: 'degraded',
      when: 'last',
    },
    async ({ romeo, mercutio, juliet }, story) => {
      await warm(romeo, juliet);
      await story.should(messagesInTime, async () => {
        for (let round = 0; round < 20; round += 1) {
          await story.timed('message', romeo, mercutio, async () =>
            mercutio.receive(await sendShort(romeo, mercutio, 'within')),
          );
          await story.timed('message', romeo, juliet, async () =>
            expect(juliet).to.receive(await sendShort(romeo, juliet, 'across')),
          );
        }
        const [within, across] = [await rate(romeo, mercutio, 'within'), await rate(romeo, juliet, 'across')];
        story.note(`20 messages in one go: ${across} a second across, ${within} within ${romeo.domain}`);
      });
    },
  );

  scenario(
    'answers requests from the other service within the time that any request may take',
    {
      id: 'dma.13.6.request-speed',
      requirement: answersInTime,
      covers: 'PRV-17',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: drop('iq', crossing, 'romeo'),
      impact: 'degraded',
      when: 'last',
    },
    async ({ romeo, juliet }, story) => {
      await warm(romeo, juliet);
      const ask = (domain: string, way: Way) =>
        romeo.send(xml`<iq type="get" to="${domain}" id="${idFor(way)}"><ping xmlns="${ns.ping}"/></iq>`);
      await story.should(answersInTime, async () => {
        for (let round = 0; round < 20; round += 1) {
          await story.timed('request', romeo, romeo, async () =>
            romeo.receive(replyTo(await ask(romeo.domain, 'within'))),
          );
          await story.timed('request', romeo, juliet, async () =>
            expect(romeo).to.receive(replyTo(await ask(juliet.domain, 'across'))),
          );
        }
      });
    },
  );

  scenario(
    'lets two users become contacts across within the time that it may take',
    {
      id: 'dma.13.6.subscription-speed',
      requirement: contactsInTime,
      covers: 'PRV-17',
      given,
      accountable: 'both',
      fault: [drop('presence', { type: 'subscribe' }, 'juliet'), loseApprovalOf('juliet', 'romeo')],
      impact: 'degraded',
      when: 'last',
    },
    async ({ romeo, mercutio, juliet }, story) => {
      await warm(romeo, juliet);
      await story.should(contactsInTime, async () => {
        for (let round = 0; round < 3; round += 1) {
          await story.timed('subscription', romeo, mercutio, async () => {
            await romeo.send(xml`<presence to="${mercutio.bareJid}" type="subscribe"/>`);
            await mercutio.receive(presenceFrom(romeo.bareJid, 'subscribe'));
            await mercutio.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);
            await romeo.receive(presenceFrom(mercutio.bareJid, 'subscribed'));
          });
          await story.timed('subscription', romeo, juliet, async () => {
            await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
            await expect(juliet).to.receive(presenceFrom(romeo.bareJid, 'subscribe'));
            await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);
            await expect(romeo).to.receive(presenceFrom(juliet.bareJid, 'subscribed'));
          });
          await Promise.all([mercutio, juliet].map((contact) => forget(romeo, contact)));
        }
      });
    },
  );
});

/** Ends the subscription, so that the next one begins as the first did. */
async function forget(subscriber: Session, contact: Session): Promise<void> {
  await subscriber.send(xml`<presence to="${contact.bareJid}" type="unsubscribe"/>`);
  await contact.receive(presenceFrom(subscriber.bareJid, 'unsubscribe'));
  await warm(subscriber, contact);
}
