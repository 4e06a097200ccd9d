import {
  anyOf,
  describe,
  drop,
  type Element,
  entering,
  expect,
  ns,
  online,
  presenceFrom,
  rename,
  rewrite,
  room,
  scenario,
  type Story,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';
import { refusalOf, unlessRefused, withStatus } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');

/** "The service MAY rewrite the new occupant's roomnick" (XEP-0045, section 7.2.2). */
function unlessAnother(answer: Element, wanted: string, story: Story): void {
  if (answer.attrs.type !== 'error' && answer.attrs.from !== wanted)
    story.notApplicable(`the service gives another nickname: ${answer.toString()}`);
}

/** A service may lay nicknames down (XEP-0045, section 7.6), with an error of its own or by giving another than was wanted. */
function unlessLaidDown(answer: Element, wanted: string, story: Story): void {
  unlessAnother(answer, wanted, story);
  if (answer.getChild('error')?.getChild('not-acceptable', ns.stanzas))
    story.notApplicable(`the service lays nicknames down: ${answer.toString()}`);
}

describe('Nicknames in a group', '7(2)(b)(i)', () => {
  scenario(
    'refuses a nickname that somebody else has',
    {
      id: 'xep0045.enter-conflict.conflict',
      requirement: xep0045.must(
        '7.2.8',
        'enter-conflict',
        'If another user has the desired nickname, the service MUST deny access and return a conflict error',
      ),
      covers: 'MUC-18',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: [rename('conflict', 'not-allowed', 'juliet'), drop('presence', { type: 'error' }, 'juliet')],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'queen-mab');
      const sent = await juliet.send(entering(balcony, 'queen-mab'));

      const answer = await expect(juliet).to.receive(anyOf(refusalOf(balcony, sent), withStatus(balcony.jid, '110')));

      unlessRefused(answer, ['registration-required', 'not-authorized'], story);
      unlessAnother(answer, balcony.occupantJid('queen-mab'), story);
      expect(answer).to.be.a.stanzaError('conflict');
    },
  );

  scenario(
    'tells everybody that an occupant has another nickname',
    {
      id: 'xep0045.changenick.announced-to-all',
      requirement: xep0045.must(
        '7.6',
        'changenick',
        'The unavailable presence for the old nickname MUST contain the new nickname and a status code of 303',
      ),
      covers: 'MUC-18',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: [
        strip('status', { code: '303' }, 'mercutio'),
        strip('status', { code: '303' }, 'juliet'),
        rewrite('item', { nick: '' }, { nick: 'montague' }),
        drop('presence', { from: /\/montague$/ }, 'mercutio'),
        drop('presence', { type: 'unavailable' }, 'mercutio'),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      const [before, after] = [balcony.occupantJid('capulet'), balcony.occupantJid('montague')];
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'capulet');
      const sent = await juliet.send(xml`<presence to="${after}"/>`);
      const answer = await expect(juliet).to.receive(
        anyOf(refusalOf(balcony, sent), presenceFrom(after), withStatus(balcony.jid, '210')),
      );
      unlessLaidDown(answer, after, story);
      if (answer.attrs.type === 'error') story.refused(answer);

      for (const occupant of [juliet, mercutio]) {
        const departure = await expect(occupant).to.receive(presenceFrom(before, 'unavailable'));
        expect(departure).to.carry(xml`<item xmlns="${ns.mucUser}" nick="montague"/>`);
        expect(departure).to.carry(xml`<status xmlns="${ns.mucUser}" code="303"/>`);
      }
      await expect(mercutio).to.receive(presenceFrom(after));
    },
  );

  scenario(
    'refuses a change to a nickname that somebody else has',
    {
      id: 'xep0045.changenick.conflict',
      requirement: xep0045.must(
        '7.6',
        'changenick',
        'A change to a nickname in use by another user MUST be denied with a conflict error',
      ),
      covers: 'MUC-18',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: [rename('conflict', 'not-allowed', 'juliet'), drop('presence', { type: 'error' }, 'juliet')],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      const [free, taken] = [balcony.occupantJid('capulet'), balcony.occupantJid('mercutio')];
      const before = await juliet.send(xml`<presence to="${free}"/>`);
      const change = await juliet.receive(
        anyOf(refusalOf(balcony, before), presenceFrom(free), withStatus(balcony.jid, '210')),
      );
      unlessLaidDown(change, free, story);
      // Of changing nicknames, too, "configuration settings MAY modify this privilege" (section 5.1.1).
      if (change.attrs.type === 'error') story.refused(change);
      const sent = await juliet.send(xml`<presence to="${taken}"/>`);

      const answer = await expect(juliet).to.receive(
        anyOf(refusalOf(balcony, sent), withStatus(taken, '110'), withStatus(balcony.jid, '210')),
      );

      unlessLaidDown(answer, taken, story);
      expect(answer).to.be.a.stanzaError('conflict');
    },
  );
});
