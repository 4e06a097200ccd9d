import {
  advisory,
  describe,
  drop,
  errorTo,
  expect,
  leak,
  type Matcher,
  ns,
  online,
  rename,
  resultTo,
  rewrite,
  rfc,
  type Sent,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const rfc6121 = rfc(6121);
const space = 'urn:fedcheck:test:request';

/** By its id alone, since who sent it is judged apart. */
const byId = ({ id }: Sent): Matcher => ({
  what: 'an answer to the request that romeo sent',
  unique: true,
  matches: ({ name, attrs }) => name === 'iq' && attrs.id === id && ['result', 'error'].includes(String(attrs.type)),
});

describe('Requests between apps', '', () => {
  scenario(
    'answers a request to the bare JID itself and shows it to no client',
    {
      id: 'rfc6121.8.5.2.1.3.bare-jid',
      requirement: rfc6121.must(
        '8.5.2.1.3',
        "For an IQ to the bare JID the server itself MUST reply and MUST NOT deliver it to any of the user's resources",
      ),
      covers: 'RFC6120-8.2.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      subscribed: [['romeo', 'juliet']],
      fault: [drop('iq'), leak('iq', 'juliet'), rename('service-unavailable', 'item-not-found')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      for (const type of ['get', 'set']) {
        const sent = await romeo.send(xml`<iq to="${juliet.bareJid}" type="${type}"><ask xmlns="${space}"/></iq>`);

        const error = await expect(romeo).to.receive(errorTo(sent));

        expect(error).to.be.stanzaError('service-unavailable');
        await romeo.fence(juliet);
        expect(juliet).not.to.have.received(sent);
      }
    },
  );

  scenario(
    'carries a request to a resource that shares its presence, and the answer back',
    {
      id: 'rfc6120.10.5.4.full-jid',
      requirement: rfc6120.must(
        '10.5.4',
        'A connected resource exactly matches the full JID: the server MUST deliver the stanza to that connected resource',
      ),
      covers: 'RFC6120-8.2.3-3',
      given: { romeo: online('senderServer'), juliet: online('recipientServer'), chamber: online('recipientServer') },
      accountable: 'both',
      subscribed: [['romeo', 'juliet']],
      fault: [
        drop('iq', { type: 'get' }, 'juliet'),
        strip('rose'),
        rewrite('iq', { from: 'nurse@capulet.example' }, {}, 'romeo'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      juliet.answer(space, () => xml`<rose xmlns="${space}">by any other name</rose>`);
      const sent = await romeo.send(xml`<iq to="${juliet.fullJid}" type="get"><name xmlns="${space}"/></iq>`);

      await expect(juliet).to.receive(sent);
      const result = await expect(romeo).to.receive(resultTo(sent));

      expect(result).to.be.like(xml`<iq from="${juliet.fullJid}"><rose xmlns="${space}">by any other name</rose></iq>`);
    },
  );

  scenario(
    'delivers result and error to the asker, whatever presence the two share',
    {
      id: 'rfc6121.8.5.3.1.answers-delivered',
      requirement: rfc6121.must(
        '8.5.3.1',
        'For an IQ of type result or error, the server MUST deliver the stanza to the resource that matches',
      ),
      covers: ['RFC6121-8.5.3.1-2', 'RFC6120-8.2.3-3'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [drop('iq', { type: 'result' }, 'juliet'), drop('iq', { type: 'error' }, 'juliet')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      romeo.answer(space, () => undefined);
      const presence = await romeo.send(xml`<presence to="${juliet.fullJid}"/>`);
      await juliet.receive({
        what: "romeo's directed presence",
        matches: ({ name, attrs }) => name === 'presence' && attrs.from === presence.from,
      });

      const known = await juliet.send(xml`<iq to="${romeo.fullJid}" type="get"><ask xmlns="${space}"/></iq>`);
      const unknown = await juliet.send(xml`<iq to="${romeo.fullJid}" type="get"><ask xmlns="${space}:unknown"/></iq>`);
      await romeo.receive(known);
      await romeo.receive(unknown);

      await expect(juliet).to.receive(resultTo(known));
      await expect(juliet).to.receive(errorTo(unknown));
    },
  );

  scenario(
    'answers requests to the domain',
    {
      id: 'rfc6120.8.2.3.domain',
      requirement: rfc6120.must(
        '8.2.3',
        'An entity that receives an IQ request of type get or set MUST reply with a response of type result or error',
      ),
      covers: 'RFC6120-8.2.3-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        drop('iq', { type: 'result' }),
        drop('iq', { type: 'error' }),
        advisory(rename('service-unavailable', 'bad-request')),
        advisory(rewrite('iq', { type: 'error' }, { type: 'result' })),
        advisory(rewrite('iq', { from: 'capulet.example' }, { type: 'result' })),
        advisory(rewrite('iq', { from: 'capulet.example' }, { type: 'error' })),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const known = await romeo.send(xml`<iq to="${juliet.domain}" type="get"><query xmlns="${ns.discoInfo}"/></iq>`);
      const unknown = await romeo.send(xml`<iq to="${juliet.domain}" type="get"><ask xmlns="${space}"/></iq>`);

      const info = await expect(romeo).to.receive(byId(known));
      const error = await expect(romeo).to.receive(byId(unknown));

      const graded = (what: string) => rfc6120.must('8.2.3', `${what} (graded as a warning: the asker has an answer)`);
      await story.should(graded('What the domain can do is answered with a result'), () =>
        expect(info.attrs.type).to.equal('result'),
      );
      await story.should(graded('The error for an unknown namespace is service-unavailable, section 8.4'), () =>
        expect(error).to.be.stanzaError('service-unavailable'),
      );
      for (const answer of [info, error])
        await story.should(graded('The answer is from the domain, section 8.1.2.1'), () =>
          expect(answer.attrs.from).to.equal(juliet.domain),
        );
    },
  );
});
