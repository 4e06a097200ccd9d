import { amend, describe, dial, expect, ns, online, rfc, scenario, strip, xml } from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const given = { romeo: online('homeServer') };
const covers = 'RFC6120-5.2-1';

describe('Safe login', '7(3)', () => {
  scenario(
    'offers no password in clear before the connection is encrypted',
    {
      id: 'rfc6120.13.8.3.no-plain-in-clear',
      requirement: rfc6120.mustNot(
        '13.8.3',
        'A server MUST NOT offer SASL PLAIN on a stream that TLS does not protect',
      ),
      covers,
      given,
      accountable: 'homeServer',
      fault: amend('offers PLAIN from the start', 'stream:features', (features) => {
        features.cnode(xml`<mechanisms xmlns="${ns.sasl}"><mechanism>PLAIN</mechanism></mechanisms>`);
      }),
    },
    async ({ romeo }, story) => {
      const line = await dial(romeo, 'connected');

      if (line.secure) story.notApplicable('the connection begins with TLS, so nothing is offered in clear');
      expect(line.mechanisms, 'the mechanisms before TLS').not.to.include('PLAIN');
    },
  );

  scenario(
    'lets a client encrypt its connection before it logs in',
    {
      id: 'rfc6120.5.2.starttls-offered',
      // The sentence binds the implementation, not the deployment that is seen here.
      requirement: {
        ...rfc6120.must('5.2', 'Support for STARTTLS is REQUIRED in XMPP server implementations'),
        level: 'policy',
      },
      covers,
      given,
      accountable: 'homeServer',
      fault: strip('starttls'),
    },
    async ({ romeo }, story) => {
      const line = await dial(romeo, 'connected');

      story.saw(line.secure ? 'direct TLS' : 'STARTTLS');
      const offered = line.secure || line.features.getChild('starttls', ns.tls) !== undefined;
      expect(offered ? 'offered' : 'not offered', 'encryption').to.equal('offered');
      await line.encrypt();
    },
  );

  scenario(
    'offers a mechanism that never sends the password',
    {
      id: 'rfc6120.13.8.1.scram-offered',
      requirement: {
        ...rfc6120.must(
          '13.8.1',
          'SCRAM is mandatory to implement; whether it is offered is for the service to decide',
        ),
        level: 'policy',
      },
      covers,
      given,
      accountable: 'homeServer',
      fault: amend('offers PLAIN alone', 'mechanism', (mechanism) => {
        mechanism.children = ['PLAIN'];
      }),
      impact: 'none',
    },
    async ({ romeo }) => {
      const { mechanisms } = await dial(romeo, 'encrypted');

      const safe = mechanisms.filter((name) => name.startsWith('SCRAM-'));
      expect(safe.length > 0 ? 'SCRAM' : mechanisms.join(', '), 'what is offered').to.equal('SCRAM');
    },
  );
});
