import {
  amend,
  describe,
  expect,
  ns,
  offline,
  online,
  rewrite,
  scenario,
  type Session,
  type Story,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';
import { storeThenArrive } from './storing.ts';

const xep0160 = xep('0160', '1.0.1');
const xep0203 = xep('0203', '2.0');

/** What clocks and roundings may differ by. */
const toleranceMs = 5000;

/** The time that a server tells (XEP-0202), in milliseconds. */
async function clockOf(domain: string, asker: Session, story: Story): Promise<number> {
  const reply = await asker.request(xml`<iq type="get" to="${domain}"><time xmlns="${ns.time}"/></iq>`);
  const time = Date.parse(reply.getChild('time', ns.time)?.getChildText('utc') ?? '');
  return Number.isNaN(time) ? story.notApplicable(`${domain} does not tell its time`) : time;
}

const inAnotherZone = amend('tells the time of another zone', 'delay', ({ attrs }) => {
  attrs.stamp = new Date(Date.parse(String(attrs.stamp)) + 2 * 60 * 60_000).toISOString();
});

describe('Messages to someone offline', '7(2)(a)(i)', () => {
  scenario(
    'stamps a stored message with the time at which it was sent',
    {
      id: 'xep0160.2.stored-with-stamp',
      requirement: xep0160.should(
        '2',
        'flow',
        'It is RECOMMENDED to add a delay element to a message that was stored offline',
      ),
      covers: ['XEP0160-2-2', 'ARC-02'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: strip('delay'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const [sent] = await storeThenArrive(story, romeo, juliet, [
        xml`<message to="${juliet.bareJid}" type="chat"><body>What light?</body></message>`,
      ]);

      const received = await juliet.receive(sent ?? story.inconclusive('nothing was sent'));

      expect(received).to.carry(xml`<delay xmlns="${ns.delay}"/>`);
    },
  );

  scenario(
    'expresses the stamp of a stored message in UTC',
    {
      id: 'xep0203.2.stamp-in-utc',
      requirement: xep0203.must(
        '2',
        'protocol',
        'The stamp is the time when the stanza was originally sent […] and MUST be expressed in UTC',
      ),
      covers: ['XEP0160-2-2', 'ARC-02'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        inAnotherZone,
        rewrite('delay', { stamp: '2020-01-01T00:00:00Z' }),
        rewrite('delay', { stamp: '2026-11-22T20:00:00+01:00' }),
        rewrite('delay', { stamp: 'yesterday' }),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const [sent] = await storeThenArrive(story, romeo, juliet, [
        xml`<message to="${juliet.bareJid}" type="chat"><body>It is the east</body></message>`,
      ]);

      const received = await juliet.receive(sent ?? story.inconclusive('nothing was sent'));

      const delay =
        received.getChild('delay', ns.delay) ?? story.notApplicable('the stored message has no delay element');
      expect(delay.attrs.stamp).to.be.a.utcStamp();
      // No clock but its own: one that is wrong breaks neither form nor zone.
      const now = new Date(await clockOf(juliet.domain, romeo, story));
      expect(delay.attrs.stamp).to.be.a.utcStampWithin(now, now);
    },
  );

  scenario(
    'stamps a stored message with the time of its own clock at which it came',
    {
      id: 'xep0160.2.stamp-of-arrival',
      requirement: xep0160.should('2', 'flow', 'The delay element tells when the message came to be stored'),
      covers: ['XEP0160-2-2', 'ARC-02'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        rewrite('delay', { stamp: '2020-01-01T00:00:00Z' }),
        rewrite('delay', { stamp: new Date(Date.now() + 86_400_000).toISOString() }),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const clockBefore = await clockOf(juliet.domain, romeo, story);
      const [sent] = await storeThenArrive(story, romeo, juliet, [
        xml`<message to="${juliet.bareJid}" type="chat"><body>It is my soul</body></message>`,
      ]);
      const received = await juliet.receive(sent ?? story.inconclusive('nothing was sent'));
      const clockAfter = await clockOf(juliet.domain, romeo, story);

      const delay =
        received.getChild('delay', ns.delay) ?? story.notApplicable('the stored message has no delay element');
      const stamp = Date.parse(String(delay.attrs.stamp));
      expect(stamp, 'the stamp, in milliseconds').to.be.within(clockBefore - toleranceMs, clockAfter + toleranceMs);
    },
  );
});
