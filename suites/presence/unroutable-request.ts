import {
  describe,
  drop,
  errorTo,
  expect,
  fresh,
  ns,
  online,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';

const rfc6121 = rfc(6121);

describe('Contact requests', '7(2)(a)(i)', () => {
  scenario(
    'tells the user that a contact request could not be sent',
    {
      id: 'rfc6121.3.1.2.unroutable-request',
      requirement: rfc6121.must(
        '3.1.2',
        "If the request cannot be delivered or routed, the user's server returns an appropriate error to the user",
      ),
      covers: 'RFC6121-3.1.2-4',
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [
        drop('presence', { type: 'error' }),
        rewrite('presence', { id: 'another' }, { type: 'error' }),
        rewrite('presence', { type: 'unsubscribed' }, { type: 'error' }),
      ],
    },
    async ({ romeo }, story) => {
      // A fresh one each time, since servers remember failures.
      const nobody = `x@${fresh()}.invalid`;
      const sent = await romeo.send(xml`<presence to="${nobody}" type="subscribe"/>`);
      const asked = await romeo.send(xml`<iq to="${nobody}" type="get"><query xmlns="${ns.discoInfo}"/></iq>`);
      try {
        // No text says how long a domain may be looked up in vain: that the server has given up shows in another error.
        await romeo.receive(errorTo(asked), 4 * romeo.around.deadlineMs);
        const error = await expect(romeo).to.receive(errorTo(sent));

        expect(error).to.be.stanzaError();
        story.saw(String(error.getChild('error')?.getChildElements()[0]?.name));
      } finally {
        const item = xml`<item jid="${nobody}" subscription="remove"/>`;
        await romeo.request(xml`<iq type="set"><query xmlns="${ns.roster}">${item}</query></iq>`);
      }
    },
  );
});
