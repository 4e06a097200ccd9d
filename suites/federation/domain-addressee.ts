import { advisory, describe, drop, expect, leak, online, replyTo, rfc, scenario, xml } from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const space = 'urn:fedcheck:test:domain';

/** What no text says in so many words: the domain is no user. */
const implied = {
  ...rfc6120.should('10.5.1', 'What is addressed to the domain is given to no ordinary user (implied)'),
  level: 'policy' as const,
};

describe('Requests between apps', '', () => {
  scenario(
    'answers requests to a resource of the domain, and shows them to no user',
    {
      id: 'rfc6120.10.5.2.request-to-domain-resource',
      requirement: rfc6120.must(
        '10.5.2',
        'A stanza to domainpart/resourcepart is handled or answered with an error; an IQ is always answered (8.2.3)',
      ),
      covers: 'RFC6120-10.5.1-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      subscribed: [['romeo', 'juliet']],
      fault: [drop('iq'), advisory(leak('iq', 'juliet'))],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      for (const type of ['get', 'set']) {
        const sent = await romeo.send(
          xml`<iq to="${juliet.domain}/verona" type="${type}"><ask xmlns="${space}"/></iq>`,
        );

        await expect(romeo).to.receive(replyTo(sent));

        await romeo.fence(juliet);
        await story.should(implied, () => {
          expect(juliet.received(sent).map(String), 'what a user of the domain received').to.deep.equal([]);
        });
      }
    },
  );

  scenario(
    'gives a message to the domain to no ordinary user',
    {
      id: 'rfc6120.10.5.1.message-to-domain',
      requirement: implied,
      covers: 'RFC6120-10.5.1-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      subscribed: [['romeo', 'juliet']],
      fault: [leak('message', 'juliet', { type: 'chat' }), leak('message', 'juliet', { to: /\/verona/ })],
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      const addresses = [juliet.domain, `${juliet.domain}/verona`];
      const all = await Promise.all(
        addresses.flatMap((to) =>
          ['chat', 'normal', 'headline'].map((type) =>
            romeo.send(xml`<message to="${to}" type="${type}"><body>Noble prince</body></message>`),
          ),
        ),
      );
      await romeo.fence(juliet);

      // A server may answer with an error, or say nothing.
      for (const sent of all) expect(juliet).not.to.have.received(sent);
    },
  );
});
