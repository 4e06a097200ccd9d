import {
  askingForm,
  describe,
  drop,
  type Element,
  expect,
  formIn,
  ns,
  online,
  rename,
  rewrite,
  room,
  scenario,
  strip,
  submitting,
  xep,
  xml,
} from '../../runners/index.ts';
import { granted, settingAffiliation } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const cast = { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') } as const;
const refusing = rewrite('iq', { type: 'error' }, { type: 'result' }, 'juliet');
const listOf = (room: { readonly jid: string }, affiliation: string): Element =>
  xml`<iq type="get" to="${room.jid}"><query xmlns="${ns.mucAdmin}"><item affiliation="${affiliation}"/></query></iq>`;

describe('Running a group together', '7(2)(b)(i)', () => {
  scenario(
    'tells everybody that a user of the other service was made an admin',
    {
      id: 'xep0045.grantadmin.announced-to-all',
      requirement: xep0045.must(
        '10.6',
        'grantadmin',
        'If the user is in the room, the service MUST send its updated presence to all occupants, with the affiliation admin',
      ),
      covers: 'MUC-34',
      given: cast,
      accountable: 'mucService',
      fault: [
        rewrite('item', { affiliation: 'none' }, { affiliation: 'admin' }, 'juliet'),
        drop('presence', { from: /\/juliet$/ }, 'mercutio'),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await granted(mercutio, settingAffiliation(balcony, juliet.bareJid, 'admin'), story);

      for (const occupant of [juliet, mercutio])
        await expect(occupant).to.receive(
          xml`<presence from="${balcony.occupantJid('juliet')}"><x xmlns="${ns.mucUser}"><item affiliation="admin"/></x></presence>`,
        );
    },
  );

  scenario(
    'lets an admin from the other service manage who is a member and who is banned',
    {
      id: 'xep0045.grantadmin.remote-admin-manages-lists',
      requirement: xep0045.must(
        '10.6',
        'grantadmin',
        'The service MUST add the user to the admin list; admins edit the member list (9.5) and the ban list (9.2)',
      ),
      covers: 'MUC-34',
      given: cast,
      accountable: 'mucService',
      fault: [refusing, strip('item', {}, 'juliet')],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await granted(mercutio, settingAffiliation(balcony, juliet.bareJid, 'admin'), story);
      await juliet.join(balcony, 'juliet');

      for (const [affiliation, jid, another] of [
        ['member', 'rosaline@verona.example', 'helena@verona.example'],
        ['outcast', 'tybalt@verona.example', 'petruchio@verona.example'],
      ] as const) {
        // "Support for the admin, member, and outcast affiliations is RECOMMENDED" (section 5.2).
        await granted(mercutio, settingAffiliation(balcony, another, affiliation), story);
        await granted(mercutio, listOf(balcony, affiliation), story);
        expect(await juliet.request(settingAffiliation(balcony, jid, affiliation))).to.be.like(
          xml`<iq type="result"/>`,
        );
        const list = await juliet.request(listOf(balcony, affiliation));
        expect(list).to.be.like(xml`<iq type="result"/>`);
        expect(list).to.carry(xml`<item xmlns="${ns.mucAdmin}" affiliation="${affiliation}" jid="${jid}"/>`);
      }
    },
  );

  scenario(
    'lets a user of the other service who was made an owner configure the room',
    {
      id: 'xep0045.grantowner.remote-owner-configures',
      requirement: xep0045.must(
        '10.3',
        'grantowner',
        'Where an owner may grant owner status, the service MUST add the user to the owner list; owners configure (10.2)',
      ),
      covers: 'MUC-34',
      given: cast,
      accountable: 'mucService',
      fault: refusing,
    },
    async ({ juliet, mercutio, balcony }, story) => {
      const granting = await mercutio.request(settingAffiliation(balcony, juliet.bareJid, 'owner'));
      if (granting.attrs.type === 'error')
        story.notApplicable(`a service need not let owners make others owners: ${granting.toString()}`);
      const form = formIn(await mercutio.request(askingForm(balcony)));
      if (!form) story.notApplicable('the room has nothing to configure');
      await granted(mercutio, submitting(balcony, form, { roomname: 'The balcony' }), story);
      await juliet.join(balcony, 'juliet');

      const answer = await juliet.request(askingForm(balcony));
      expect(answer).to.be.like(
        xml`<iq type="result"><query xmlns="${ns.mucOwner}"><x xmlns="${ns.dataForms}"/></query></iq>`,
      );

      const change = submitting(balcony, formIn(answer), { roomname: 'The tomb' });
      expect(await juliet.request(change)).to.be.like(xml`<iq type="result"/>`);
    },
  );

  scenario(
    'does not let the last owner give the room up',
    {
      id: 'xep0045.revokeowner.last-owner-conflict',
      requirement: xep0045.must(
        '10.4',
        'revokeowner',
        'If the only owner attempts to revoke its own owner status, the service MUST return a conflict error',
      ),
      covers: 'MUC-34',
      given: { mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: [
        rewrite('iq', { type: 'result' }, { type: 'error' }, 'mercutio'),
        rename(['conflict', 'not-allowed'], 'gone', 'mercutio'),
      ],
      impact: 'none',
    },
    async ({ mercutio, balcony }, story) => {
      const list = await mercutio.request(listOf(balcony, 'owner'));
      const owners = list
        .getChild('query', ns.mucAdmin)
        ?.getChildren('item')
        .map(({ attrs }) => String(attrs.jid));
      if (owners?.join(' ') !== mercutio.bareJid)
        story.inconclusive(`the room does not say that it has one owner: ${list.toString()}`);

      const answer = await mercutio.request(settingAffiliation(balcony, mercutio.bareJid, 'admin'));

      expect(answer).to.be.a.stanzaError('conflict');
    },
  );
});
