import {
  anyOf,
  describe,
  type Element,
  expect,
  inject,
  type Matcher,
  ns,
  online,
  presenceFrom,
  replyTo,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';

const rfc6121 = rfc(6121);

const anyStreamError: Matcher = { what: 'a stream error', matches: ({ name }) => name === 'stream:error' };

/** An error that this server signs: as its `by`, or as its sender (RFC 6120, section 8.3.1). */
const presenceErrorBy = (domain: string): Matcher => ({
  what: `a presence error by ${domain}`,
  matches: (stanza) =>
    stanza.name === 'presence' &&
    stanza.attrs.type === 'error' &&
    [stanza.attrs.from, stanza.getChild('error')?.attrs.by].includes(domain),
});

function errorOfServer({ attrs }: Element, { bareJid }: { bareJid: string }): Element {
  const by = bareJid.slice(bareJid.indexOf('@') + 1);
  return xml`
    <presence type="error" from="${attrs.to}" id="${attrs.id}">
      <error type="cancel" by="${by}"><not-allowed xmlns="${ns.stanzas}"/></error>
    </presence>`;
}

const streamError = xml`
  <stream:error xmlns:stream="${ns.stream}"><policy-violation xmlns="${ns.streams}"/></stream:error>`;

describe('Online status hidden from others', '7(8)', () => {
  scenario(
    'reveals nothing to the probe of a stranger',
    {
      id: 'rfc6121.11.probe-by-stranger',
      requirement: rfc6121.mustNot(
        '11',
        "A probe does not reveal the user's presence to a sender who is not authorized by a presence subscription",
      ),
      covers: ['RFC6121-4.3-1', 'PRV-02'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      fault: inject(
        'presence',
        'romeo',
        { sends: 'presence', with: { type: 'probe' } },
        ({ attrs }) => xml`<presence from="${String(attrs.to)}"><show>away</show></presence>`,
      ),
    },
    async ({ romeo, juliet }, story) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="probe"/>`);
      await romeo.send(xml`<presence to="${juliet.fullJid}" type="probe"/>`);
      await romeo.fence(juliet);
      await juliet.fence(romeo);

      // That the own server routes it is a SHOULD (section 4.3).
      const refusals = romeo.received(
        anyOf(presenceFrom(juliet.bareJid, 'unsubscribed'), xml`<presence type="error"/>`),
      );
      story.saw(refusals.length > 0 ? 'refused' : 'no sign that the probe arrived');
      expect(romeo).not.to.have.received(presenceFrom(juliet.bareJid));
      expect(romeo).not.to.have.received(presenceFrom(juliet.fullJid, 'unavailable'));
    },
  );

  scenario(
    'returns no error for the probe of a client',
    {
      id: 'rfc6121.4.3.client-probe-without-error',
      requirement: rfc6121.mustNot(
        '4.3',
        'A probe that a client sends is no sole cause for its own server to return a stanza or stream error',
      ),
      covers: 'RFC6121-4.3-1',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: [
        inject('an error of the own server', 'romeo', { sends: 'presence', with: { type: 'probe' } }, errorOfServer),
        inject('a stream error', 'romeo', { sends: 'presence', with: { type: 'probe' } }, () => streamError),
      ],
    },
    async ({ romeo, juliet }, story) => {
      await romeo.send(xml`<presence to="${juliet.bareJid}" type="probe"/>`);
      await romeo.send(xml`<presence to="${juliet.fullJid}" type="probe"/>`);
      const sign = await romeo.send(xml`<iq to="${juliet.domain}" type="get"><query xmlns="${ns.discoInfo}"/></iq>`);

      const end = await romeo.ended(replyTo(sign));

      expect(end?.detail ?? 'open', 'the stream of the client').to.equal('open');
      expect(romeo).not.to.have.received(anyStreamError);
      expect(romeo).not.to.have.received(presenceErrorBy(romeo.domain));
      if (romeo.received(xml`<presence type="error"/>`).length > 0)
        story.note('an error came back that the own server did not sign');
    },
  );
});
