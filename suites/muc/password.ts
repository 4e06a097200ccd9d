import {
  anyOf,
  describe,
  drop,
  entering,
  expect,
  ns,
  online,
  presenceFrom,
  rename,
  rewrite,
  room,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0045 = xep('0045', '1.35.5');
const admitting = rewrite('presence', { type: '' }, { type: 'error' }, 'juliet');
const password = 'O Romeo, Romeo';
// Some forms have the password alone, and protect the room when it is not empty.
const withPassword = room('mucService', {
  config: { roomsecret: password },
  configIfOffered: { passwordprotectedroom: '1' },
});

describe('Groups with a password', '7(2)(b)(i)', () => {
  scenario(
    'keeps somebody out who gives no password',
    {
      id: 'xep0045.enter-pw.no-password',
      requirement: xep0045.must(
        '7.2.5',
        'enter-pw',
        'If the user did not supply a password, the service MUST deny access and return a not-authorized error',
      ),
      covers: 'MUC-26',
      given: { juliet: online('homeServer'), tomb: withPassword },
      accountable: 'mucService',
      fault: [rename('not-authorized', 'forbidden'), drop('presence'), admitting],
    },
    async ({ juliet, tomb }) => {
      await juliet.send(entering(tomb, 'juliet'));

      const answer = await expect(juliet).to.receive(
        anyOf(presenceFrom(tomb.jid, 'error'), presenceFrom(tomb.occupantJid('juliet'))),
      );

      expect(answer).to.be.a.stanzaError('not-authorized');
    },
  );

  scenario(
    'keeps somebody out who gives a wrong password',
    {
      id: 'xep0045.enter-pw.wrong-password',
      requirement: xep0045.must(
        '7.2.5',
        'enter-pw',
        'If the password is incorrect, the service MUST deny access and return a not-authorized error',
      ),
      covers: 'MUC-26',
      given: { juliet: online('homeServer'), tomb: withPassword },
      accountable: 'mucService',
      fault: [rename('not-authorized', 'forbidden'), drop('presence'), admitting],
    },
    async ({ juliet, tomb }) => {
      await juliet.send(entering(tomb, 'juliet', { password: `${password}, Romeo` }));

      const answer = await expect(juliet).to.receive(
        anyOf(presenceFrom(tomb.jid, 'error'), presenceFrom(tomb.occupantJid('juliet'))),
      );

      expect(answer).to.be.a.stanzaError('not-authorized');
    },
  );

  scenario(
    'lets somebody in who gives the right password',
    {
      id: 'xep0045.enter-pw.right-password',
      requirement: xep0045.must(
        '7.2.5',
        'enter-pw',
        'Access is denied only if no password or an incorrect one was supplied; self-presence shows entry (7.2.2)',
      ),
      covers: 'MUC-26',
      given: { juliet: online('homeServer'), tomb: withPassword },
      accountable: 'mucService',
      fault: [drop('presence'), strip('status', { code: '110' })],
      impact: 'blocking',
    },
    async ({ juliet, tomb }) => {
      await juliet.send(entering(tomb, 'juliet', { password }));

      const selfPresence = await expect(juliet).to.receive(presenceFrom(tomb.occupantJid('juliet')));

      expect(selfPresence).to.carry(xml`<status xmlns="${ns.mucUser}" code="110"/>`);
    },
  );
});
