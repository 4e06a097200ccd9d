import {
  describe,
  expect,
  inject,
  offline,
  online,
  presenceFrom,
  pushedAs,
  pushWhere,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';

const rfc6121 = rfc(6121);

/** Fault: the contact is asked again after the answer. */
const askedOnAnswer = (type: 'subscribed' | 'unsubscribed') =>
  inject(
    'the request',
    'juliet',
    { sends: 'presence', with: { type }, by: 'juliet' },
    ({ attrs }) => xml`<presence type="subscribe" from="${attrs.to}"/>`,
  );

describe('Deciding who sees the online status', '7(7)', () => {
  scenario(
    'does not ask the contact again at login once a request was approved',
    {
      id: 'rfc6121.3.1.3.approved-request-not-repeated',
      requirement: rfc6121.must(
        '3.1.3',
        'A request is delivered whenever the contact creates an available resource, until approved or denied',
      ),
      covers: 'RFC6121-3.1.3-6',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: askedOnAnswer('subscribed'),
    },
    async ({ romeo, juliet }) => {
      const request = presenceFrom(romeo.bareJid, 'subscribe');
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();
      await juliet.receive(request);
      const asked = juliet.received(request).length;
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="subscribed"/>`);
      await romeo.receive(pushedAs(juliet.bareJid, 'to'));

      await juliet.goOffline();
      await juliet.comeOnline();

      expect(juliet.received(request).length, 'times that the contact was asked').to.equal(asked);
    },
  );

  scenario(
    'does not ask the contact again at login once a request was denied',
    {
      id: 'rfc6121.3.1.3.denied-request-not-repeated',
      requirement: rfc6121.must(
        '3.1.3',
        'A request is delivered whenever the contact creates an available resource, until approved or denied',
      ),
      covers: 'RFC6121-3.1.3-6',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: askedOnAnswer('unsubscribed'),
    },
    async ({ romeo, juliet }) => {
      const request = presenceFrom(romeo.bareJid, 'subscribe');
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();
      await juliet.receive(request);
      const asked = juliet.received(request).length;
      await juliet.send(xml`<presence to="${romeo.bareJid}" type="unsubscribed"/>`);
      // While a request is pending at the user's server it may lawfully be sent again.
      await romeo.receive(
        pushWhere(juliet.bareJid, 'that is no longer pending', ({ attrs }) => attrs.ask === undefined),
      );

      await juliet.goOffline();
      await juliet.comeOnline();

      expect(juliet.received(request).length, 'times that the contact was asked').to.equal(asked);
    },
  );
});
