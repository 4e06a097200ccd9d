import { describe, drop, errorTo, expect, leak, online, rewrite, rfc, scenario, xml } from '../../runners/index.ts';

const rfc7622 = rfc(7622);
const space = 'urn:fedcheck:test:addresses';

/** Only the letters of ASCII, whose case every mapping treats alike: 'ß' would become two letters. */
const upper = (text: string): string => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());

/** The same address with its small letters made capital in one part. */
const capitals = (jid: string, part: 'localpart' | 'domainpart' | 'resourcepart'): string => {
  const [bare = ''] = jid.split('/', 1);
  const [localpart = '', domainpart = ''] = bare.split('@');
  if (part === 'localpart') return `${upper(localpart)}@${domainpart}`;
  return part === 'domainpart' ? `${localpart}@${upper(domainpart)}` : bare + upper(jid.slice(bare.length));
};

describe('Addresses', '7(2)(a)(i)', () => {
  scenario(
    'takes no notice of the case of a localpart',
    {
      id: 'rfc7622.3.3.localpart-case',
      requirement: rfc7622.must(
        '3.3',
        'The rules of the UsernameCaseMapped profile, which maps case, MUST be applied to localparts',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: drop('message'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(
        xml`<message to="${capitals(juliet.bareJid, 'localpart')}" type="chat"><body>O!</body></message>`,
      );

      await expect(juliet).to.receive(sent);
    },
  );

  scenario(
    'takes no notice of the case of a domainpart',
    {
      id: 'rfc7622.3.2.2.domainpart-case',
      requirement: rfc7622.must(
        '3.2.2',
        'Enforcement of a domainpart MUST apply the normalization, case-mapping, and width-mapping rules of IDNA2008',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: drop('message'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(
        xml`<message to="${capitals(juliet.bareJid, 'domainpart')}" type="chat"><body>O!</body></message>`,
      );

      await expect(juliet).to.receive(sent);
    },
  );

  scenario(
    'holds resourceparts that differ in case for different',
    {
      id: 'rfc7622.3.4.resourcepart-case',
      requirement: rfc7622.must(
        '3.4',
        'The rules of the OpaqueString profile, which keeps case, MUST be applied to resourceparts',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      subscribed: [['romeo', 'juliet']],
      fault: leak('iq', 'juliet'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const other = capitals(juliet.fullJid, 'resourcepart');
      if (other === juliet.fullJid)
        story.inconclusive(`the server bound ${juliet.fullJid}, which has no small letters`);
      const sent = await romeo.send(xml`<iq to="${other}" type="get"><ask xmlns="${space}"/></iq>`);
      await romeo.fence(juliet);

      expect(juliet).not.to.have.received(sent);
    },
  );

  scenario(
    'finds the domainpart before the first slash, whatever the resourcepart holds',
    {
      id: 'rfc7622.4.first-slash',
      requirement: rfc7622.must(
        '4',
        "Servers MUST enforce all rules; by section 3.2 the first '/' ends the domainpart, and only then '@' is looked for",
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: drop('message'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const address = `${juliet.bareJid}/vault/tybalt@${romeo.domain} ♚`;
      const sent = await romeo.send(xml`<message to="${address}" type="chat"><body>In the churchyard</body></message>`);

      // The user has another resource, so a chat message must come there (RFC 6121, section 8.5.3.2.1).
      await expect(juliet).to.receive(sent);
    },
  );

  scenario(
    'takes a resourcepart for an opaque text',
    {
      id: 'rfc7622.3.4.resourcepart-opaque',
      requirement: rfc7622.should(
        '3.4',
        'Entities SHOULD consider resourceparts to be opaque strings and SHOULD NOT impute meaning to them',
      ),
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [drop('iq'), rewrite('iq', { from: 'juliet@capulet.example/vault' })],
      impact: 'none',
    },
    async ({ romeo, juliet }) => {
      const address = `${juliet.bareJid}/The Vault/x@y/♚ & <"Roméo">`;
      const sent = await romeo.send(xml`<iq to="${address}" type="get"><ask xmlns="${space}"/></iq>`);

      // Nobody is there: the error comes from the address that was asked, or from a server of the path.
      await expect(romeo).to.receive(errorTo(sent));
    },
  );
});
