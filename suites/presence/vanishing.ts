import {
  describe,
  drop,
  errorTo,
  expect,
  online,
  presenceFrom,
  rfc,
  scenario,
  type Session,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';

const rfc6121 = rfc(6121);

const broadcast = rfc6121.must(
  '4.5.2',
  'For a user who went offline ungracefully the server generates the unavailable presence broadcast',
);

async function tellsThatGone(fullJid: string, juliet: Session): Promise<void> {
  const farewell = presenceFrom(fullJid, 'unavailable');
  if (await juliet.receive(farewell).catch(unlessAbsent)) return;
  // A server that has not detected the loss, behind a proxy for instance, still takes the resource for connected.
  const asked = await juliet.send(xml`<iq to="${fullJid}" type="get"><ask xmlns="urn:example:verona"/></iq>`);
  await juliet.receive(errorTo(asked));
  await expect(juliet).to.receive(farewell);
}

describe('Online status', '7(2)(a)(i)', () => {
  scenario(
    'tells a subscriber that a user is gone whose connection was cut',
    {
      id: 'rfc6121.4.5.2.ungraceful-unavailable',
      requirement: broadcast,
      covers: 'RFC6121-4.5.2-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: drop('presence', { type: 'unavailable' }),
    },
    async ({ romeo, juliet }) => {
      romeo.cut();

      await tellsThatGone(romeo.fullJid, juliet);
    },
  );

  scenario(
    'tells a subscriber that a user is gone whose connection was reset',
    {
      id: 'rfc6121.4.5.2.reset-unavailable',
      requirement: broadcast,
      covers: 'RFC6121-4.5.2-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'senderServer',
      fault: drop('presence', { type: 'unavailable' }),
    },
    async ({ romeo, juliet }) => {
      romeo.cut('reset');

      await tellsThatGone(romeo.fullJid, juliet);
    },
  );
});
