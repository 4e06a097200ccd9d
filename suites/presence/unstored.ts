import {
  describe,
  type Element,
  errorTo,
  expect,
  inject,
  type Matcher,
  ns,
  offline,
  online,
  rfc,
  scenario,
  type Session,
  xml,
} from '../../runners/index.ts';

const rfc6121 = rfc(6121);

const adieu = xml`<presence><status>Adieu</status></presence>`;

function bounce({ attrs }: Element): Element {
  return xml`
    <presence type="error" from="${attrs.to}" id="${attrs.id}">
      <error type="cancel"><service-unavailable xmlns="${ns.stanzas}"/></error>
    </presence>`;
}

const standIn = ({ attrs }: Element): Element => xml`<presence type="unavailable" from="${attrs.to}"/>`;

/** Any presence of the account or of a resource of it. */
const fromAccount = ({ bareJid }: Session): Matcher => ({
  what: `presence from ${bareJid}`,
  matches: ({ name, attrs }) => name === 'presence' && String(attrs.from).split('/', 1)[0] === bareJid,
});

describe('Presence shown to one person', '7(2)(a)(i)', () => {
  scenario(
    'does not store directed presence for an account that is offline',
    {
      id: 'rfc6121.8.5.2.2.2.presence-not-stored',
      requirement: rfc6121.should(
        '8.5.2.2.2',
        'Presence for an account without available resources is neither stored nor answered',
      ),
      covers: 'RFC6121-8.5.2.2.2-1',
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        inject('stored presence', 'juliet', { sends: 'presence', by: 'juliet' }, () => adieu),
        inject('an error', 'romeo', { sends: 'presence', with: { to: /@/ } }, bounce),
        inject('an error', 'romeo', { sends: 'presence', with: { type: 'unavailable', to: /@/ } }, bounce),
        inject('a stand-in', 'romeo', { sends: 'presence', with: { to: /@/ } }, standIn),
      ],
    },
    async ({ romeo, juliet }) => {
      const directed = await romeo.send(xml`<presence to="${juliet.bareJid}"><status>Adieu</status></presence>`);
      const withdrawn = await romeo.send(xml`<presence to="${juliet.bareJid}" type="unavailable"/>`);
      await romeo.fenceDomain(juliet.domain);

      await juliet.comeOnline();

      expect(juliet).not.to.have.received(adieu);
      expect(juliet).not.to.have.received(withdrawn);
      expect(romeo).not.to.have.received(errorTo(directed));
      expect(romeo).not.to.have.received(errorTo(withdrawn));
      expect(romeo).not.to.have.received(fromAccount(juliet));
    },
  );
});
