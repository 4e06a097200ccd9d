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

const xep0045 = xep('0045', '1.35.5');

/** A service may lay nicknames down (XEP-0045, section 7.6), and says so with an error of its own. */
function unlessLocked(answer: Element, story: Story): void {
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
    async ({ juliet, mercutio, balcony }) => {
      await mercutio.join(balcony, 'queen-mab');
      await juliet.send(entering(balcony, 'queen-mab'));

      const answer = await expect(juliet).to.receive(
        anyOf(presenceFrom(balcony.jid, 'error'), presenceFrom(balcony.occupantJid('queen-mab'))),
      );

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
      await juliet.send(xml`<presence to="${after}"/>`);
      const answer = await expect(juliet).to.receive(
        anyOf(presenceFrom(before, 'unavailable'), presenceFrom(balcony.jid, 'error')),
      );
      unlessLocked(answer, story);
      if (answer.attrs.type === 'error') story.refused(answer);

      for (const departure of [answer, await expect(mercutio).to.receive(presenceFrom(before, 'unavailable'))]) {
        expect(departure).to.carry(xml`<item xmlns="${ns.mucUser}" nick="montague"/>`);
        expect(departure).to.carry(xml`<status xmlns="${ns.mucUser}" code="303"/>`);
      }
      for (const occupant of [juliet, mercutio]) await expect(occupant).to.receive(presenceFrom(after));
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
      await juliet.send(xml`<presence to="${balcony.occupantJid('mercutio')}"/>`);

      const answer = await expect(juliet).to.receive(presenceFrom(balcony.jid, 'error'));

      unlessLocked(answer, story);
      expect(answer).to.be.a.stanzaError('conflict');
    },
  );
});
