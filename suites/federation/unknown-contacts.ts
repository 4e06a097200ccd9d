import {
  childElements,
  describe,
  type Element,
  expect,
  fresh,
  inject,
  type Matcher,
  ns,
  online,
  presenceFrom,
  rfc,
  scenario,
  type Session,
  xml,
} from '../../runners/index.ts';

const rfc6121 = rfc(6121);

const anyPresenceOf = (jid: string): Matcher => ({
  what: `presence of ${jid}`,
  matches: ({ name, attrs }) => name === 'presence' && String(attrs.from).split('/')[0] === jid,
});

/** Presence that seems to come from whom one wrote to; `nobody-` begins the names that nobody has. */
const answer = (type: string, sent: string) =>
  inject(`presence of type ${type}`, 'romeo', { sends: 'presence', with: { type: sent, to: /^nobody-/ } }, (to) => {
    const stanza = xml`<presence type="${type}" from="${to.attrs.to}"/>`;
    if (type === 'error') stanza.cnode(xml`<error type="auth"><forbidden xmlns="${ns.stanzas}"/></error>`);
    return stanza;
  });

const shapeOf = (stanza: Element): string => {
  const resource = String(stanza.attrs.from).includes('/') ? ' from a resource' : '';
  return `${String(stanza.attrs.type)}${resource} ${childElements(stanza).map(String).join('')}`.trim();
};

const forget = (user: Session, contact: string): Promise<Element> => {
  const item = xml`<item jid="${contact}" subscription="remove"/>`;
  return user.request(xml`<iq type="set"><query xmlns="${ns.roster}">${item}</query></iq>`);
};

describe('Accounts hidden from strangers', '7(8)', () => {
  scenario(
    'acknowledges a contact request to an account that does not exist no otherwise than one to an account that does',
    {
      id: 'rfc6121.8.5.1.request-acknowledged-alike',
      requirement: rfc6121.must('8.5.1', 'No such user: subscription stanzas are silently ignored'),
      covers: 'RFC6121-8.5.1-4',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: [answer('error', 'subscribe'), answer('unsubscribed', 'subscribe'), answer('unavailable', 'subscribe')],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const nobody = `nobody-${fresh()}@${juliet.domain}`;
      for (const to of [juliet.bareJid, nobody]) await romeo.send(xml`<presence to="${to}" type="subscribe"/>`);
      await juliet.receive(presenceFrom(romeo.bareJid, 'subscribe'));
      await romeo.fenceDomain(juliet.domain);
      await romeo.fence(juliet);
      await juliet.fence(romeo);
      const [known, unknown] = [juliet.bareJid, nobody].map((jid) => romeo.received(anyPresenceOf(jid)).map(shapeOf));
      await forget(romeo, nobody);

      // Acknowledging every request alike (RFC 6121, section 3.1.3) gives nobody away.
      story.saw(unknown?.length === 0 ? 'ignored' : 'acknowledged like any other');
      if (unknown?.length !== 0) expect(unknown, 'the answers of nobody').to.deep.equal(known);
    },
  );

  scenario(
    'answers the end of a request to an account that does not exist with nothing',
    {
      id: 'rfc6121.8.5.1.withdrawal-to-unknown-contact',
      requirement: rfc6121.must('8.5.1', 'No such user: subscription stanzas are silently ignored'),
      covers: 'RFC6121-8.5.1-4',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: ['unsubscribe', 'subscribed', 'unsubscribed'].map((type) => answer('error', type)),
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const nobody = `nobody-${fresh()}@${juliet.domain}`;
      for (const to of [juliet.bareJid, nobody])
        for (const type of ['subscribe', 'unsubscribe', 'subscribed', 'unsubscribed'])
          await romeo.send(xml`<presence to="${to}" type="${type}"/>`);
      await romeo.fenceDomain(juliet.domain);
      await romeo.fence(juliet);
      await juliet.fence(romeo);
      // The request itself may be acknowledged, and another scenario judges that.
      const [known, unknown] = [juliet.bareJid, nobody].map((jid) =>
        romeo
          .received(anyPresenceOf(jid))
          .map(shapeOf)
          .filter((shape) => !shape.startsWith('unavailable')),
      );
      await forget(romeo, nobody);

      // Who answers every stranger alike gives nobody away, which is a policy (section 8.1).
      story.saw(unknown?.length === 0 ? 'ignored' : 'answered like any other');
      if (unknown?.length !== 0) expect(unknown, 'the answers of nobody').to.deep.equal(known);
    },
  );

  scenario(
    'answers a probe for an account that does not exist with nothing, or with unsubscribed',
    {
      id: 'rfc6121.8.5.1.probe-for-unknown-user',
      requirement: rfc6121.must(
        '8.5.1',
        'No such user: a probe is silently ignored or answered by presence of type unsubscribed',
      ),
      covers: ['RFC6121-8.5.1-5', 'PRV-02'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      subscribed: [['romeo', 'juliet']],
      fault: [answer('error', 'probe'), answer('unavailable', 'probe')],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      const nobody = `nobody-${fresh()}@${juliet.domain}`;
      for (const to of [juliet.bareJid, nobody, `${nobody}/gone`])
        await romeo.send(xml`<presence to="${to}" type="probe"/>`);
      await romeo.fenceDomain(juliet.domain);
      await romeo.fence(juliet);
      await juliet.fence(romeo);

      const answers = romeo.received(anyPresenceOf(nobody)).map(({ attrs }) => String(attrs.type));
      expect(
        answers.filter((type) => type !== 'unsubscribed'),
        'the answers of nobody',
      ).to.deep.equal([]);
      // Only servers have to probe; the presence of a contact shows that this one passes on a probe of its client.
      if (answers.length === 0 && romeo.received(presenceFrom(juliet.bareJid)).length === 0)
        story.notApplicable(
          "the user's server passes on no probe that a client sends, and nothing else makes it probe",
        );
    },
  );
});
