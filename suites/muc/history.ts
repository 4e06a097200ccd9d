import {
  describe,
  duplicate,
  entering,
  expect,
  inject,
  ns,
  online,
  reorder,
  rewrite,
  room,
  scenario,
  strip,
  subjectOf,
  xep,
  xml,
} from '../../runners/index.ts';
import { said, saying } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const spoken = xml`<message type="groupchat"><body/></message>`;
const noHistory = 'the room sent no discussion history to somebody who asked for it, and it need not';

describe('Catching up with a group', '7(2)(b)(i)', () => {
  scenario(
    'stamps discussion history with its original time and sender',
    {
      id: 'xep0045.enter-history.delay-stamped',
      requirement: xep0045.must(
        '7.2.13',
        'enter-history',
        "Discussion history messages MUST be stamped with XEP-0203 information, 'from' set to the JID of the room itself",
      ),
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: [
        strip('delay', {}, 'juliet'),
        rewrite('delay', { from: 'elsewhere.example' }, {}, 'juliet'),
        rewrite('delay', { stamp: '2002-09-10T23:41:07Z' }, {}, 'juliet'),
        rewrite('message', { from: 'mercutio@verona.example' }, { from: /\/mercutio$/ }, 'juliet'),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      const { at } = await mercutio.send(saying(balcony, 'I dreamt a dream tonight.'));
      await mercutio.receive(said('I dreamt a dream tonight.'));
      await juliet.join(balcony, 'juliet', { history: 20 });

      const [old] = juliet.received(said('I dreamt a dream tonight.'));
      if (!old) return story.notApplicable(noHistory);

      expect(old).to.be.like(xml`<message from="${balcony.occupantJid('mercutio')}"/>`);
      expect(old).to.carry(xml`<delay xmlns="${ns.delay}" from="${balcony.jid}"/>`);
      expect(old.getChild('delay', ns.delay)?.attrs.stamp).to.be.a.utcStampWithin(at, new Date());
    },
  );

  scenario(
    'sends discussion history before the subject',
    {
      id: 'xep0045.enter-history.before-subject',
      requirement: xep0045.must(
        '7.2.13',
        'enter-history',
        'The service MUST send all discussion history messages before delivering the room subject',
      ),
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: reorder('message', { type: 'groupchat' }, 'juliet'),
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await mercutio.send(saying(balcony, 'I dreamt a dream tonight.'));
      await mercutio.receive(said('I dreamt a dream tonight.'));
      await juliet.join(balcony, 'juliet', { history: 20 });
      await juliet.fenceJid(balcony.jid);

      const [old] = juliet.received(said('I dreamt a dream tonight.'));
      if (!old) return story.notApplicable(noHistory);
      const order = juliet.received(xml`<message type="groupchat"/>`);
      const [subject] = juliet.received(subjectOf(balcony));

      expect(order.indexOf(old), 'the place of the history').to.be.below(subject ? order.indexOf(subject) : 0);
    },
  );

  scenario(
    'sends no more history than was asked for',
    {
      id: 'xep0045.enter-managehistory.maxstanzas',
      requirement: xep0045.must(
        '7.2.14',
        'enter-managehistory',
        "The service MUST send the smallest amount of traffic that meets the criteria: 'maxstanzas' limits the total number of messages",
      ),
      given: {
        juliet: online('homeServer'),
        tybalt: online('homeServer', { account: 2 }),
        mercutio: online('mucService'),
        balcony: room('mucService'),
      },
      accountable: 'mucService',
      fault: duplicate('message', { from: /\/mercutio$/ }, 'juliet'),
    },
    async ({ juliet, tybalt, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      for (const line of ['True, I talk of dreams', 'Which are the children', 'of an idle brain'])
        await mercutio.send(saying(balcony, line));
      await mercutio.receive(said('of an idle brain'));
      await tybalt.join(balcony, 'tybalt', { history: 20 });
      if (tybalt.received(spoken).length < 2) story.notApplicable(noHistory);
      await juliet.join(balcony, 'juliet', { history: 1 });
      await juliet.fenceJid(balcony.jid);

      expect(juliet.received(spoken), 'the history').to.have.lengthOf.at.most(1);
    },
  );

  scenario(
    'sends no history to somebody who wants none',
    {
      id: 'xep0045.enter-managehistory.none-wanted',
      requirement: xep0045.must(
        '7.2.14',
        'enter-managehistory',
        "The smallest amount of traffic that meets the criteria, when 'maxchars' is zero, is no history",
      ),
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: inject(
        'a message of the history',
        'juliet',
        { sends: 'presence', by: 'juliet' },
        (sent) => xml`
      <message from="${sent.attrs.to}" type="groupchat"><body>I dreamt a dream tonight.</body></message>`,
      ),
    },
    async ({ juliet, mercutio, balcony }) => {
      const wish = entering(balcony, 'juliet');
      wish.getChild('x', ns.muc)?.getChild('history')?.attr('maxchars', '0');
      wish.getChild('x', ns.muc)?.getChild('history')?.attr('maxstanzas', undefined);
      await mercutio.join(balcony, 'mercutio');
      await mercutio.send(saying(balcony, 'I dreamt a dream tonight.'));
      await mercutio.receive(said('I dreamt a dream tonight.'));
      await juliet.send(wish);
      await juliet.receive(subjectOf(balcony));
      await juliet.fenceJid(balcony.jid);

      expect(juliet).not.to.have.received(said('I dreamt a dream tonight.'));
    },
  );
});
