import {
  describe,
  expect,
  inject,
  type Matcher,
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

const answers = [
  {
    type: 'subscribed',
    state: 'approved',
    taken: (contact: string): Matcher => pushedAs(contact, 'to'),
  },
  {
    type: 'unsubscribed',
    state: 'denied',
    // While a request is pending at the user's server it may lawfully be sent again.
    taken: (contact: string): Matcher =>
      pushWhere(contact, 'that is no longer pending', ({ attrs }) => attrs.ask === undefined),
  },
] as const;

describe('Deciding who sees the online status', '7(7)', () => {
  for (const { type, state, taken } of answers) {
    scenario(
      `does not ask the contact again at login once a request was ${state}`,
      {
        id: `rfc6121.3.1.3.${state}-request-not-repeated`,
        requirement: rfc6121.must(
          '3.1.3',
          'A request is delivered whenever the contact creates an available resource, until approved or denied',
        ),
        covers: 'RFC6121-3.1.3-6',
        given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
        accountable: 'recipientServer',
        fault: inject(
          'the request',
          'juliet',
          { sends: 'presence', with: { type }, by: 'juliet' },
          ({ attrs }) => xml`<presence type="subscribe" from="${attrs.to}"/>`,
        ),
      },
      async ({ romeo, juliet }) => {
        const request = presenceFrom(romeo.bareJid, 'subscribe');
        await romeo.send(xml`<presence to="${juliet.bareJid}" type="subscribe"/>`);
        await romeo.fenceDomain(juliet.domain);
        await juliet.comeOnline();
        await juliet.receive(request);
        const asked = juliet.received(request).length;
        await juliet.send(xml`<presence to="${romeo.bareJid}" type="${type}"/>`);
        await romeo.receive(taken(juliet.bareJid));

        await juliet.goOffline();
        await juliet.comeOnline();

        expect(juliet.received(request).length, 'times that the contact was asked').to.equal(asked);
      },
    );
  }
});
