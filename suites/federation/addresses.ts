import {
  advisory,
  describe,
  drop,
  dropLater,
  errorTo,
  expect,
  leak,
  online,
  replyTo,
  rewrite,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { acquainted } from './acquainted.ts';
import { conditionIn } from './conditions.ts';
import { refusal } from './refusal.ts';

const rfc7622 = rfc(7622);
const space = 'urn:fedcheck:test:addresses';
const dotted = /\.$/;
/** What is said where the domain was misread, or none was found. */
const unreached = ['remote-server-not-found', 'remote-server-timeout'];

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
    'takes no notice of the case of a localpart, on the way there and back',
    {
      id: 'rfc7622.3.3.localpart-case',
      requirement: rfc7622.must(
        '3.3',
        'The rules of the UsernameCaseMapped profile, which maps case, MUST be applied to localparts',
      ),
      covers: 'RFC7622-3.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      subscribed: acquainted('romeo', 'juliet'),
      fault: [drop('message', {}, 'juliet'), drop('message', {}, 'romeo')],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const sent = await romeo.send(
        xml`<message to="${capitals(juliet.bareJid, 'localpart')}" type="chat"><body>O!</body></message>`,
      );
      await expect(juliet).to.receive(sent);

      const answer = await juliet.send(
        xml`<message to="${capitals(romeo.bareJid, 'localpart')}" type="chat"><body>Ay me!</body></message>`,
      );
      await expect(romeo).to.receive(answer);
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
      covers: 'RFC7622-3.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      subscribed: acquainted('romeo', 'juliet'),
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
    'leaves out the dot at the end of a domainpart',
    {
      id: 'rfc7622.3.2.trailing-dot',
      requirement: rfc7622.must(
        '3.2',
        'A final label separator (dot) MUST be stripped from the domainpart before the JID is used for routing',
      ),
      covers: 'RFC7622-3.2-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: [
        dropLater('message', {}, 'juliet'),
        refusal('remote-server-not-found', dotted),
        advisory(refusal('jid-malformed', dotted)),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      // A service that refuses strangers anyhow says nothing of addresses.
      await juliet.receive(
        await romeo.send(xml`<message to="${juliet.bareJid}" type="chat"><body>O!</body></message>`),
      );
      const sent = await romeo.send(xml`<message to="${juliet.bareJid}." type="chat"><body>O!</body></message>`);

      const [outcome, stanza] = await story.either({
        delivered: expect(juliet).to.receive(sent),
        refused: romeo.receive(errorTo(sent)),
      });

      if (outcome === 'delivered') return;
      expect(conditionIn(stanza), 'why it was refused').to.equal('jid-malformed');
      const advice = rfc7622.must('3.2', 'The dot is stripped (graded as a warning: the sender learns what is wrong)');
      await story.should(advice, () => expect(outcome).to.equal('delivered'));
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
      covers: 'RFC7622-3.4-1',
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
      covers: 'RFC7622-3.2-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      subscribed: acquainted('romeo', 'juliet'),
      fault: [
        drop('message'),
        refusal('remote-server-not-found', /@.*\//),
        leak('message', 'romeo', { to: /^[^@/]+\// }),
        drop('iq'),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      for (const resource of [`x@${romeo.domain}`, `vault/tybalt@${romeo.domain} ♚`]) {
        const address = `${juliet.bareJid}/${resource}`;
        const sent = await romeo.send(xml`<message to="${address}" type="chat"><body>Come hither</body></message>`);
        // There is another resource, to which it goes (RFC 6121, section 8.5.3.2.1); another story judges that.
        const [, stanza] = await story.either({
          delivered: expect(juliet).to.receive(sent),
          refused: romeo.receive(errorTo(sent)),
        });
        expect(['jid-malformed', ...unreached], 'errors for another address').not.to.include(conditionIn(stanza));
      }

      // An address of the other domain, which ends in that of the sender.
      const misleading = `${juliet.domain}/${romeo.bareJid}`;
      const astray = await romeo.send(xml`<message to="${misleading}" type="chat"><body>Where am I?</body></message>`);
      const asked = await romeo.send(
        xml`<iq to="${juliet.domain}/x@${romeo.domain}" type="get"><ask xmlns="${space}"/></iq>`,
      );
      await expect(romeo).to.receive(replyTo(asked));
      await romeo.fence(juliet);
      await juliet.fence(romeo);
      expect(romeo).not.to.have.received(astray);
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
      covers: 'RFC7622-3.4-1',
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
