import {
  describe,
  expect,
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
      covers: 'MUC-09',
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
      covers: ['MUC-05', 'MUC-09', 'MUC-31'],
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
});
