import {
  advisory,
  askingForm,
  describe,
  drop,
  entering,
  expect,
  formIn,
  ns,
  online,
  rewrite,
  room,
  scenario,
  strip,
  submitting,
  xep,
  xml,
} from '../../runners/index.ts';
import { answerToEntering, expectOpen, refusingEntry, unlessRestricted } from './new-rooms.ts';

const xep0045 = xep('0045', '1.35.5');

describe('Finding and creating groups', '7(2)(b)(i)', () => {
  scenario(
    'makes a user of the other service the owner of the room that it creates',
    {
      id: 'xep0045.createroom-general.owner-201',
      requirement: xep0045.must(
        '10.1.1',
        'createroom-general',
        "The initial presence MUST indicate the user's status as an owner and that the room was created (201), and be marked as its own (110, 7.2.2)",
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
      const sent = await juliet.send(entering(balcony, 'juliet'));

      const answer = await expect(juliet).to.receive(answerToEntering(balcony, sent));
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
        drop('presence', {}, 'mercutio'),
        refusingEntry('item-not-found', 'mercutio'),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      const creation = await juliet.send(entering(balcony, 'juliet'));
      await unlessRestricted(await juliet.receive(answerToEntering(balcony, creation)), story);

      const answer = await juliet.request(askingForm(balcony));
      expect(answer).to.be.like(xml`<iq type="result"><query xmlns="${ns.mucOwner}"/></iq>`);
      const reply = await juliet.request(submitting(balcony, formIn(answer), { roomname: 'The orchard' }));
      if (reply.getChild('error')?.getChild('not-acceptable', ns.stanzas)) story.refused(reply);
      expect(reply).to.be.like(xml`<iq type="result"/>`);

      const entry = await mercutio.send(entering(balcony, 'mercutio'));
      expectOpen(await expect(mercutio).to.receive(answerToEntering(balcony, entry)), story);
    },
  );
});
