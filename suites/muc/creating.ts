import {
  advisory,
  anyOf,
  describe,
  drop,
  entering,
  expect,
  ns,
  online,
  presenceFrom,
  rewrite,
  room,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';
import { askingForm, formIn, submitting } from './forms.ts';
import { unlessRestricted } from './new-rooms.ts';

const xep0045 = xep('0045', '1.35.5');

describe('Finding and creating groups', '7(2)(b)(i)', () => {
  scenario(
    'makes a user of the other service the owner of the room that it creates',
    {
      id: 'xep0045.createroom-general.owner-201',
      requirement: xep0045.must(
        '10.1.1',
        'createroom-general',
        "The initial presence MUST indicate the user's status as an owner and acknowledge that the room was created (201)",
      ),
      covers: 'MUC-02',
      given: { juliet: online('homeServer'), balcony: room('mucService', { uncreated: true }) },
      accountable: 'mucService',
      fault: [
        strip('status', { code: '201' }),
        strip('status', { code: '110' }),
        rewrite('item', { affiliation: 'none' }),
        drop('presence', { from: /\/juliet$/ }),
        advisory(rewrite('item', { role: 'participant' })),
      ],
    },
    async ({ juliet, balcony }, story) => {
      await juliet.send(entering(balcony, 'juliet'));

      const answer = await expect(juliet).to.receive(
        anyOf(presenceFrom(balcony.occupantJid('juliet')), presenceFrom(balcony.jid, 'error')),
      );
      await unlessRestricted(answer, story);

      expect(answer).to.carry(xml`<item xmlns="${ns.mucUser}" affiliation="owner"/>`);
      expect(answer).to.carry(xml`<status xmlns="${ns.mucUser}" code="110"/>`);
      expect(answer).to.carry(xml`<status xmlns="${ns.mucUser}" code="201"/>`);
      await story.should(
        xep0045.should(
          '5.1.2',
          'roles-default',
          'The initial role that a service SHOULD set for an owner is moderator',
        ),
        () => expect(answer).to.carry(xml`<item xmlns="${ns.mucUser}" role="moderator"/>`),
      );
    },
  );

  scenario(
    'lets a user of the other service configure the room that it creates',
    {
      id: 'xep0045.createroom-reserved.configured-from-afar',
      requirement: xep0045.must(
        '10.1.3',
        'createroom-reserved',
        'The service MUST return an initial configuration form, and inform the owner of success when it is submitted',
      ),
      covers: ['MUC-02', 'MUC-04'],
      given: {
        juliet: online('homeServer'),
        mercutio: online('mucService'),
        balcony: room('mucService', { uncreated: true }),
      },
      accountable: 'mucService',
      fault: [
        rewrite('iq', { type: 'error' }, { type: 'result' }, 'juliet'),
        strip('query', {}, 'juliet'),
        drop('presence', { from: /\/mercutio$/ }, 'mercutio'),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await juliet.send(entering(balcony, 'juliet'));
      await unlessRestricted(
        await juliet.receive(anyOf(presenceFrom(balcony.occupantJid('juliet')), presenceFrom(balcony.jid, 'error'))),
        story,
      );

      const answer = await juliet.request(askingForm(balcony));
      expect(answer).to.be.like(xml`<iq type="result"><query xmlns="${ns.mucOwner}"/></iq>`);
      const form = formIn(answer) ?? xml`<x xmlns="${ns.dataForms}" type="form"/>`;
      const reply = await juliet.request(submitting(balcony, form, { roomname: 'The orchard' }));
      expect(reply).to.be.like(xml`<iq type="result"/>`);

      await mercutio.send(entering(balcony, 'mercutio'));
      await expect(mercutio).to.receive(presenceFrom(balcony.occupantJid('mercutio')));
    },
  );
});
