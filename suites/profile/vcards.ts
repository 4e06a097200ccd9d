import {
  advisory,
  describe,
  drop,
  expect,
  inject,
  leak,
  ns,
  offline,
  online,
  rename,
  replyTo,
  rewrite,
  scenario,
  type Session,
  unlessUnreached,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0054 = xep('0054', '1.3.0');
const needs = { recipientServer: ns.vcard };
const get = (owner: Session) => xml`<iq type="get" to="${owner.bareJid}"><vCard xmlns="${ns.vcard}"/></iq>`;
const answered = (what: string) => xep0054.must('3.3', undefined, what);

describe('Profile', '7(2)(a)(i)', () => {
  scenario(
    'answers for the vCard of its user and does not ask the app',
    {
      id: 'xep0054.3.3.answered-for-user',
      requirement: answered(
        "A compliant server MUST respond on behalf of the user and not forward the IQ to the user's resource",
      ),
      covers: 'PEP-09',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      needs,
      fault: [drop('iq', { type: /result|error/ }, 'romeo'), leak('iq', 'juliet', { type: 'get' })],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(get(juliet));

      const reply = unlessUnreached(await expect(romeo).to.receive(replyTo(sent)), juliet.bareJid);

      story.saw(String(reply.attrs.type));
      await romeo.fence(juliet);
      expect(juliet).not.to.have.received(sent);
    },
  );

  scenario(
    'answers for the vCard of a user who is off-line',
    {
      id: 'xep0054.3.3.answered-for-absent-user',
      requirement: answered('A compliant server MUST respond on behalf of the user, also of one without any resource'),
      covers: 'PEP-09',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      needs,
      fault: drop('iq', { type: /result|error/ }, 'romeo'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(get(juliet));

      const reply = unlessUnreached(await expect(romeo).to.receive(replyTo(sent)), juliet.bareJid);

      story.saw(String(reply.attrs.type));
    },
  );

  scenario(
    'lets nobody else change the vCard of its user',
    {
      id: 'xep0054.3.2.set-by-others',
      requirement: xep0054.must(
        '3.2',
        undefined,
        "If a user attempts an IQ set on another user's vCard, the server MUST return a stanza error",
      ),
      covers: 'PEP-09',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      needs,
      fault: [
        drop('iq', {}, 'romeo'),
        rewrite('iq', { type: 'result' }, { type: 'error' }, 'romeo'),
        advisory(rename(['forbidden', 'not-allowed', 'service-unavailable'], 'bad-request', 'romeo')),
        inject('the vCard of somebody else', 'juliet', { sends: 'iq', by: 'juliet' }, ({ attrs }) => {
          const vCard = xml`<vCard xmlns="${ns.vcard}"><FN>Romeo was here</FN></vCard>`;
          return xml`<iq type="result" id="${attrs.id}">${vCard}</iq>`;
        }),
      ],
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(
        xml`<iq type="set" to="${juliet.bareJid}"><vCard xmlns="${ns.vcard}"><FN>Romeo was here</FN></vCard></iq>`,
      );

      const error = unlessUnreached(await expect(romeo).to.receive(replyTo(sent)), juliet.bareJid);

      expect(error).to.be.stanzaError();
      const own = await juliet.request(xml`<iq type="get"><vCard xmlns="${ns.vcard}"/></iq>`);
      expect(own).not.to.carry(xml`<FN xmlns="${ns.vcard}">Romeo was here</FN>`);
      const refusal = xep0054.should('3.2', undefined, 'The error SHOULD be forbidden or not-allowed');
      await story.should(refusal, () => expect(error).to.be.stanzaError('forbidden', 'not-allowed'));
    },
  );
});
