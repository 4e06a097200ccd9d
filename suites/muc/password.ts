import {
  anyOf,
  describe,
  drop,
  type Element,
  entering,
  expect,
  inject,
  isLike,
  ns,
  online,
  presenceFrom,
  rename,
  rewrite,
  type Room,
  room,
  scenario,
  type Session,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';
import { refusalOf, unlessRefused, withStatus } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const admitting = rewrite('presence', { type: '' }, { type: 'error' }, 'juliet');
const password = 'O Romeo, Romeo';
// Some forms have the password alone, and protect the room when it is not empty.
const withPassword = room('mucService', {
  config: { roomsecret: password },
  configIfOffered: { passwordprotectedroom: '1' },
});

const unauthorized = xml`<presence type="error"><error><not-authorized xmlns="${ns.stanzas}"/></error></presence>`;

/** What comes of entering: an error or the own presence, which "the service MAY rewrite" (section 7.2.2) to another nickname. */
async function answerTo(juliet: Session, tomb: Room, given?: string): Promise<Element> {
  const sent = await juliet.send(entering(tomb, 'juliet', given === undefined ? {} : { password: given }));
  const own = anyOf(presenceFrom(tomb.occupantJid('juliet')), withStatus(tomb.jid, '110'));
  return await expect(juliet).to.receive(anyOf(refusalOf(tomb, sent), own));
}

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
    async ({ juliet, tomb }, story) => {
      const answer = await answerTo(juliet, tomb);

      unlessRefused(answer, ['registration-required'], story);
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
    async ({ juliet, tomb }, story) => {
      const answer = await answerTo(juliet, tomb, `${password}, Romeo`);

      unlessRefused(answer, ['registration-required'], story);
      expect(answer).to.be.a.stanzaError('not-authorized');
    },
  );

  scenario(
    'lets somebody in who gives the right password',
    {
      id: 'xep0045.enter-pw.right-password',
      requirement: xep0045.must(
        '7.2.2',
        'enter-pres',
        'If the service is able to add the user, as with the right password (7.2.5), it MUST send its presence, with status 110',
      ),
      covers: 'MUC-26',
      given: { juliet: online('homeServer'), tomb: withPassword },
      accountable: 'mucService',
      fault: [
        drop('presence'),
        strip('status', { code: '110' }),
        inject(
          'the error not-authorized',
          'juliet',
          { sends: 'presence', by: 'juliet' },
          ({ attrs }) => xml`
          <presence from="${attrs.to}" id="${attrs.id}" type="error">
            <error type="auth"><not-authorized xmlns="${ns.stanzas}"/></error></presence>`,
        ),
      ],
      impact: 'blocking',
    },
    async ({ juliet, tomb }, story) => {
      const answer = await answerTo(juliet, tomb, password);

      // Section 7.2.16 has errors for much else that may stand against entering.
      if (answer.attrs.type === 'error' && !isLike(answer, unauthorized)) story.refused(answer);
      expect(answer).to.carry(xml`<status xmlns="${ns.mucUser}" code="110"/>`);
    },
  );
});
