import { describe, errorTo, expect, online, rewrite, rfc, scenario, xml } from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const types = ['auth', 'cancel', 'continue', 'modify', 'wait'];

describe('Requests between apps', '', () => {
  scenario(
    'gives an error one of the types that there are',
    {
      id: 'rfc6120.8.3.2.error-type',
      requirement: rfc6120.must('8.3.2', `The 'type' of an error MUST be one of ${types.join(', ')}`),
      covers: 'G1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [rewrite('error', { type: 'fatal' }), rewrite('error', { type: '' })],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(
        xml`<iq to="${juliet.bareJid}" type="get"><ask xmlns="urn:fedcheck:test:error-type"/></iq>`,
      );

      const error = await romeo.receive(errorTo(sent));

      expect(error.getChild('error')?.attrs.type, 'the type of the error').to.be.oneOf(types);
    },
  );
});
