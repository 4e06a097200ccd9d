import {
  advisory,
  describe,
  drop,
  errorTo,
  expect,
  fresh,
  inject,
  ns,
  online,
  rename,
  replyTo,
  resultTo,
  rewrite,
  rfc,
  scenario,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0199 = xep('0199', '2.0.1');
const ping = xml`<ping xmlns="${ns.ping}"/>`;

describe('Connection checks', '', () => {
  scenario(
    'answers a ping of its own user, with an address or without',
    {
      id: 'xep0199.4.2.own-server',
      requirement: xep0199.must('4.2', 'c2s', 'If the server supports the ping namespace, it MUST return an IQ-result'),
      covers: 'XEP0199-4-1',
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      needs: { senderServer: ns.ping },
      fault: [drop('iq'), rewrite('iq', { type: 'error' })],
      impact: 'degraded',
    },
    async ({ romeo }) => {
      const all = await Promise.all([
        romeo.send(xml`<iq type="get">${ping}</iq>`),
        romeo.send(xml`<iq type="get" to="${romeo.domain}">${ping}</iq>`),
        romeo.send(xml`<iq type="get" to="${romeo.bareJid}">${ping}</iq>`),
      ]);

      for (const sent of all)
        expect(await expect(romeo).to.receive(replyTo(sent))).to.be.like(xml`<iq type="result"/>`);
    },
  );

  scenario(
    'answers a ping from another domain',
    {
      id: 'xep0199.4.3.other-domain',
      requirement: xep0199.must(
        '4.3',
        's2s',
        'If the other party supports the ping namespace, it MUST return an IQ-result; else an error',
      ),
      covers: 'XEP0199-4-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: drop('iq'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(xml`<iq type="get" to="${juliet.domain}">${ping}</iq>`);

      const reply = await expect(romeo).to.receive(replyTo(sent));

      story.saw(String(reply.attrs.type));
    },
  );

  scenario(
    'carries a ping to a contact who shares presence, and the answer back',
    {
      id: 'xep0199.4.4.remote-contact',
      requirement: xep0199.should('4.4', 'e2e', 'A ping to a full JID is answered by that entity with an IQ-result'),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      subscribed: [['romeo', 'juliet']],
      fault: [drop('iq', { type: 'get' }, 'juliet'), drop('iq', { type: 'result' }, 'romeo')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(xml`<iq type="get" to="${juliet.fullJid}">${ping}</iq>`);

      await expect(juliet).to.receive(sent);
      await expect(romeo).to.receive(resultTo(sent));
    },
  );

  scenario(
    'answers a ping to a resource that is not there with service-unavailable from that resource',
    {
      id: 'xep0199.7.absent-resource',
      requirement: xep0199.must(
        '7',
        'security',
        'A ping to a full JID without a matching resource MUST be answered, with service-unavailable',
      ),
      covers: 'XEP0199-7-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        drop('iq'),
        advisory(rename('service-unavailable', 'recipient-unavailable')),
        advisory(rewrite('iq', { type: 'result' })),
        advisory(rewrite('iq', { from: '' }, { type: 'error' })),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const absent = `${juliet.bareJid}/${fresh()}`;
      const sent = await romeo.send(xml`<iq type="get" to="${absent}">${ping}</iq>`);

      // By its id alone: whose address the answer bears is judged below.
      const answer = await expect(romeo).to.receive({
        what: 'an answer to the ping',
        unique: true,
        matches: ({ name, attrs }) =>
          name === 'iq' && attrs.id === sent.id && ['result', 'error'].includes(String(attrs.type)),
      });

      // Where no resource matches, a stanza "SHOULD be processed as if" it were to the bare JID (RFC 6120, section 10.5.4).
      const condition = xep0199.must('7', 'security', 'The answer is service-unavailable (graded as a warning)');
      await story.should(condition, () => expect(answer).to.be.stanzaError('service-unavailable'));
      const from = xep0199.must('7', 'security', 'The error comes from the full JID asked (graded as a warning)');
      await story.should(from, () => expect(answer.attrs.from, 'from of the answer').to.equal(absent));
    },
  );

  scenario(
    'carries the refusal of a ping by a resource so that it looks like a resource that is not there',
    {
      id: 'xep0199.7.refusal-of-a-resource',
      requirement: rfc(6121).must(
        '8.5.3.1',
        'An IQ stanza of type error is delivered to the resource; a request of a stranger that is not delivered is refused',
      ),
      covers: 'XEP0199-7-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        drop('iq', { type: 'error' }, 'romeo'),
        rename('service-unavailable', 'forbidden', 'romeo'),
        advisory(
          inject('a refusal of the server', 'romeo', { sends: 'iq', with: { type: 'get' } }, ({ attrs }) => {
            const error = xml`<error type="cancel"><forbidden xmlns="${ns.stanzas}"/></error>`;
            return xml`<iq type="error" from="${attrs.to}" id="${attrs.id}">${error}</iq>`;
          }),
        ),
        advisory(rewrite('iq', { from: '' }, { type: 'error' }, 'romeo')),
      ],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      juliet.leaveUnanswered(ns.ping);
      const sent = await romeo.send(xml`<iq type="get" to="${juliet.fullJid}">${ping}</iq>`);
      const answered = expect(romeo).to.receive(errorTo(sent));
      const [answerer] = await story.either({
        'answered by the server': answered,
        'answered by the resource': juliet.receive(sent),
      });
      if (answerer === 'answered by the resource') {
        const refusal = xml`<error type="cancel"><service-unavailable xmlns="${ns.stanzas}"/></error>`;
        await juliet.send(xml`<iq type="error" id="${sent.id}" to="${romeo.fullJid}">${refusal}</iq>`);
      }

      const error = await answered;

      if (answerer === 'answered by the resource') expect(error).to.be.stanzaError('service-unavailable');
      const condition = rfc(6121).should('8.5.3.1', 'A server that refuses a stranger SHOULD say service-unavailable');
      await story.should(condition, () => expect(error).to.be.stanzaError('service-unavailable'));
      const from = xep0199.should('7', 'security', 'The error comes from the full JID asked');
      await story.should(from, () => expect(error.attrs.from, 'from of the error').to.equal(juliet.fullJid));
    },
  );
});
