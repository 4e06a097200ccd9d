import {
  advisory,
  askingForm,
  describe,
  expect,
  fieldIn,
  formIn,
  inject,
  ns,
  online,
  presenceFrom,
  rename,
  retext,
  rewrite,
  room,
  scenario,
  xep,
  xml,
} from '../../runners/index.ts';
import { settingAffiliation, settingRole, unlessModerator } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const cast = {
  juliet: online('homeServer'),
  tybalt: online('homeServer', { account: 2 }),
  balcony: room('mucService'),
} as const;
// The answer shows that the room handled the request; the witness then fences by an IQ, as an outsider would, since were
// he removed after all, the room would not send him what he says.
// The denial is what protects people; another condition than the one required is a warning by policy of this suite.
const saysForbidden = (section: string, anchor: string) =>
  xep0045.must(section, anchor, 'The service MUST return a forbidden error (a MUST, a warning by policy)');
const anotherCondition = advisory(rename(['forbidden', 'not-allowed'], 'gone', 'juliet'));
const granting = rewrite('iq', { type: 'result' }, { type: 'error' }, 'juliet');
const removing = inject(
  'its removal',
  'tybalt',
  { sends: 'iq', by: 'juliet' },
  (sent) => xml`
  <presence from="${sent.attrs.to}/tybalt" type="unavailable"><x xmlns="${ns.mucUser}"><item role="none"/></x></presence>`,
);

describe('Limits of an ordinary occupant', '7(9)', () => {
  scenario(
    'does not let an ordinary occupant kick another',
    {
      id: 'xep0045.kick.unprivileged-forbidden',
      requirement: xep0045.must(
        '8',
        'moderator',
        'Requests MUST be denied if the sender is not one of the moderators; the service MUST return a forbidden error',
      ),
      covers: 'MUC-29',
      given: cast,
      accountable: 'mucService',
      fault: [granting, removing, anotherCondition],
    },
    async ({ juliet, tybalt, balcony }, story) => {
      await tybalt.join(balcony, 'tybalt');
      unlessModerator(await juliet.join(balcony, 'juliet'), story);
      const answer = await juliet.request(settingRole(balcony, 'tybalt', 'none'));

      expect(answer).to.be.a.stanzaError();
      await story.should(saysForbidden('8', 'moderator'), () => expect(answer).to.be.a.stanzaError('forbidden'));
      await tybalt.fenceJid(balcony.jid);
      expect(tybalt).not.to.have.received(presenceFrom(balcony.occupantJid('tybalt'), 'unavailable'));
    },
  );

  scenario(
    'does not let an ordinary occupant ban another',
    {
      id: 'xep0045.ban.unprivileged-forbidden',
      requirement: xep0045.must(
        '9',
        'admin',
        'Requests MUST be denied if the sender is not one of the room admins; the service MUST return a forbidden error',
      ),
      covers: 'MUC-29',
      given: cast,
      accountable: 'mucService',
      fault: [granting, removing, anotherCondition],
    },
    async ({ juliet, tybalt, balcony }, story) => {
      await tybalt.join(balcony, 'tybalt');
      await juliet.join(balcony, 'juliet');
      const answer = await juliet.request(settingAffiliation(balcony, tybalt.bareJid, 'outcast'));

      expect(answer).to.be.a.stanzaError();
      await story.should(saysForbidden('9', 'admin'), () => expect(answer).to.be.a.stanzaError('forbidden'));
      await tybalt.fenceJid(balcony.jid);
      expect(tybalt).not.to.have.received(presenceFrom(balcony.occupantJid('tybalt'), 'unavailable'));
    },
  );

  scenario(
    'does not show the configuration to somebody who is not an owner',
    {
      id: 'xep0045.roomconfig.unprivileged-forbidden',
      requirement: xep0045.must(
        '10.2',
        'roomconfig',
        'If the sender is not a room owner, the service MUST return a forbidden error',
      ),
      covers: 'MUC-29',
      given: { juliet: online('homeServer'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: [granting, anotherCondition],
    },
    async ({ juliet, balcony }, story) => {
      await juliet.join(balcony, 'juliet');

      const answer = await juliet.request(askingForm(balcony));

      expect(answer).to.be.a.stanzaError();
      await story.should(saysForbidden('10.2', 'roomconfig'), () => expect(answer).to.be.a.stanzaError('forbidden'));
    },
  );

  scenario(
    'does not let an ordinary occupant change the configuration',
    {
      id: 'xep0045.owner.configuring-refused',
      // The document assumes it; its MUST (section 10.2) is for asking for the form.
      requirement: {
        ...xep0045.should(
          '10',
          'owner',
          'Only a room owner has the right to change defining room configuration settings (implied)',
        ),
        level: 'policy',
      },
      covers: 'MUC-29',
      given: {
        juliet: online('homeServer'),
        mercutio: online('mucService'),
        balcony: room('mucService', { configIfOffered: { roomname: 'The balcony' } }),
      },
      accountable: 'mucService',
      fault: [granting, retext('value', 'The tomb', 'mercutio')],
    },
    async ({ juliet, mercutio, balcony }) => {
      await juliet.join(balcony, 'juliet');

      const answer = await juliet.request(xml`
      <iq type="set" to="${balcony.jid}"><query xmlns="${ns.mucOwner}"><x xmlns="${ns.dataForms}" type="submit">
        <field var="FORM_TYPE"><value>http://jabber.org/protocol/muc#roomconfig</value></field>
        <field var="muc#roomconfig_roomname"><value>The tomb</value></field>
      </x></query></iq>`);

      expect(answer).to.be.a.stanzaError();
      const form = formIn(await mercutio.request(askingForm(balcony)));
      expect(fieldIn(form, 'roomname')?.getChildText('value'), 'the name of the room').not.to.equal('The tomb');
    },
  );

  scenario(
    'does not let an ordinary occupant destroy the room',
    {
      id: 'xep0045.affil-priv.destroying-refused',
      requirement: xep0045.must(
        '10.9',
        'destroyroom',
        'If who sends a destroy request is not a room owner, the service MUST return a forbidden error',
      ),
      covers: 'MUC-29',
      given: cast,
      accountable: 'mucService',
      fault: [granting, removing, anotherCondition],
    },
    async ({ juliet, tybalt, balcony }, story) => {
      await tybalt.join(balcony, 'tybalt');
      await juliet.join(balcony, 'juliet');
      const answer = await juliet.request(
        xml`<iq type="set" to="${balcony.jid}"><query xmlns="${ns.mucOwner}"><destroy/></query></iq>`,
      );

      expect(answer).to.be.a.stanzaError();
      await story.should(saysForbidden('10.9', 'destroyroom'), () => expect(answer).to.be.a.stanzaError('forbidden'));
      await tybalt.fenceJid(balcony.jid);
      expect(tybalt).not.to.have.received(presenceFrom(balcony.occupantJid('tybalt'), 'unavailable'));
    },
  );
});
