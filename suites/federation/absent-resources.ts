import {
  advisory,
  describe,
  drop,
  errorTo,
  expect,
  fresh,
  leak,
  offline,
  online,
  rename,
  rfc,
  scenario,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';

const rfc6121 = rfc(6121);
const requirement = rfc6121.must(
  '8.5.3.2.3',
  'No resource matches: the server MUST return a service-unavailable stanza error to the sender of an IQ',
);
const condition = rfc6121.must(
  '8.5.3.2.3',
  'The error is service-unavailable (graded as a warning: the asker learns of the failure)',
);
const covers = 'RFC6121-8.5.3.2.3-1';
const otherCondition = advisory(rename('service-unavailable', 'recipient-unavailable'));

/** The payload is in no known namespace: for a known one the server may answer as for the bare JID (RFC 6120, section 10.5.4). */
async function isRefused(romeo: Session, juliet: Session, story: Story): Promise<void> {
  const sent = await romeo.send(
    xml`<iq to="${juliet.bareJid}/${fresh()}" type="get"><ask xmlns="urn:fedcheck:test:unknown"/></iq>`,
  );

  const error = await expect(romeo).to.receive(errorTo(sent));

  expect(error).to.be.stanzaError();
  if (juliet.connected) {
    await romeo.fence(juliet);
    expect(juliet).not.to.have.received(sent);
  }
  await story.should(condition, () => expect(error).to.be.stanzaError('service-unavailable'));
}

describe('Notices of failed delivery', '7(2)(a)(i)', () => {
  const available = { romeo: online('senderServer'), juliet: online('recipientServer') };
  const away = { romeo: online('senderServer'), juliet: offline('recipientServer') };
  const rest = { requirement, covers, accountable: 'recipientServer', impact: 'none' } as const;

  scenario(
    'answers a request to a resource that is not there, and gives it to no other',
    {
      ...rest,
      id: 'rfc6121.8.5.3.2.3.request-to-gone-resource',
      given: available,
      subscribed: [['romeo', 'juliet']],
      fault: [drop('iq'), leak('iq', 'juliet'), otherCondition],
    },
    ({ romeo, juliet }, story) => isRefused(romeo, juliet, story),
  );

  scenario(
    'answers the request of a stranger to a resource that is not there, and gives it to no other',
    {
      ...rest,
      id: 'rfc6121.8.5.3.2.3.stranger-to-gone-resource',
      given: available,
      fault: [drop('iq'), leak('iq', 'juliet'), otherCondition],
    },
    ({ romeo, juliet }, story) => isRefused(romeo, juliet, story),
  );

  scenario(
    'answers a request to a resource of a contact who is offline',
    {
      ...rest,
      id: 'rfc6121.8.5.3.2.3.request-to-offline-contact',
      given: away,
      subscribed: [['romeo', 'juliet']],
      fault: [drop('iq'), otherCondition],
    },
    ({ romeo, juliet }, story) => isRefused(romeo, juliet, story),
  );

  scenario(
    'answers the request of a stranger to a resource of somebody who is offline',
    {
      ...rest,
      id: 'rfc6121.8.5.3.2.3.stranger-to-offline-account',
      given: away,
      fault: [drop('iq'), otherCondition],
    },
    ({ romeo, juliet }, story) => isRefused(romeo, juliet, story),
  );
});
