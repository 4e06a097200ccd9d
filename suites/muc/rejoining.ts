import {
  describe,
  dropLater,
  entering,
  expect,
  ns,
  online,
  presenceFrom,
  room,
  scenario,
  strip,
  subjectOf,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0045 = xep('0045', '1.35.5');

describe('Knowing whether one is still in a group', '7(2)(b)(i)', () => {
  scenario(
    'sends everything anew to an occupant who asks to enter once more',
    {
      id: 'xep0045.enter-muc.resynchronised',
      requirement: xep0045.should(
        '7.2.1',
        'enter-muc',
        'To an already-joined client the service SHOULD send exactly the same stanzas as if it had just joined',
      ),
      covers: 'MUC-36',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: [
        dropLater('presence', { from: /\/juliet$/ }, 'juliet'),
        dropLater('presence', { from: /\/mercutio$/ }, 'juliet'),
        dropLater('message', { type: 'groupchat' }, 'juliet'),
        strip('status', { code: '110' }, 'juliet'),
      ],
    },
    async ({ juliet, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await juliet.receive(presenceFrom(balcony.occupantJid('mercutio')));
      await juliet.send(entering(balcony, 'juliet'));

      await expect(juliet).to.receive(presenceFrom(balcony.occupantJid('mercutio')));
      const selfPresence = await expect(juliet).to.receive(presenceFrom(balcony.occupantJid('juliet')));
      expect(selfPresence).to.carry(xml`<status xmlns="${ns.mucUser}" code="110"/>`);
      await expect(juliet).to.receive(subjectOf(balcony));
    },
  );
});
