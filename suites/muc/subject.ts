import {
  describe,
  drop,
  entering,
  errorTo,
  expect,
  leak,
  online,
  presenceFrom,
  rename,
  retext,
  room,
  scenario,
  subjectOf,
  xep,
  xml,
} from '../../runners/index.ts';
import { fenceRoom } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const subject = (text: string) => xml`<message type="groupchat"><subject>${text}</subject></message>`;

describe('Subject of a group', '7(2)(b)(i)', () => {
  scenario(
    'sends the current subject to somebody who enters',
    {
      id: 'xep0045.enter-subject.sent-on-entering',
      requirement: xep0045.must(
        '7.2.15',
        'enter-subject',
        'After the discussion history the room SHALL send the current room subject, with a subject but no body',
      ),
      covers: 'MUC-31',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: [drop('message', {}, 'juliet'), retext('subject', 'Something else', 'juliet')],
    },
    async ({ juliet, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      await mercutio.send(
        xml`<message to="${balcony.jid}" type="groupchat"><subject>The lark, the herald of the morn</subject></message>`,
      );
      await mercutio.receive(subject('The lark, the herald of the morn'));
      await juliet.send(entering(balcony, 'juliet'));
      await juliet.receive(presenceFrom(balcony.occupantJid('juliet')));

      const received = await expect(juliet).to.receive(subjectOf(balcony));

      expect(received).to.be.like(subject('The lark, the herald of the morn'));
      expect(received.getChild('body'), 'the body of the subject').to.equal(undefined);
    },
  );

  scenario(
    'sends an empty subject where none is set',
    {
      id: 'xep0045.enter-subject.empty-subject',
      requirement: xep0045.must(
        '7.2.15',
        'enter-subject',
        'If there is no subject set, the room MUST return an empty subject element',
      ),
      covers: 'MUC-31',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
      accountable: 'mucService',
      fault: [drop('message', {}, 'juliet'), retext('subject', 'Something', 'juliet')],
    },
    async ({ juliet, mercutio, balcony }) => {
      const own = balcony.occupantJid('juliet');
      const subjectOnEntering = async () => {
        await juliet.send(entering(balcony, 'juliet'));
        await juliet.receive(presenceFrom(own));
        return (await expect(juliet).to.receive(subjectOf(balcony))).getChildText('subject');
      };
      let received = await subjectOnEntering();
      if (received !== '') {
        // A room may come with a subject, of which the sentence does not speak until its owner takes it away.
        await juliet.send(xml`<presence to="${own}" type="unavailable"/>`);
        await juliet.receive(presenceFrom(own, 'unavailable'));
        await mercutio.join(balcony, 'mercutio');
        await mercutio.send(xml`<message to="${balcony.jid}" type="groupchat"><subject/></message>`);
        await mercutio.receive(subjectOf(balcony));
        received = await subjectOnEntering();
      }

      expect(received, 'the subject').to.equal('');
    },
  );

  scenario(
    'tells every occupant of a new subject',
    {
      id: 'xep0045.subject-mod.reflected-to-everybody',
      requirement: xep0045.must(
        '8.1',
        'subject-mod',
        "The service MUST reflect a subject change to all other occupants, from the room JID or the sender's occupant JID",
      ),
      covers: 'MUC-31',
      given: {
        juliet: online('homeServer'),
        tybalt: online('homeServer', { account: 2 }),
        mercutio: online('mucService'),
        balcony: room('mucService'),
      },
      accountable: 'mucService',
      fault: [retext('subject', 'Something else', 'tybalt'), retext('subject', 'Something else', 'juliet')],
    },
    async ({ juliet, tybalt, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await tybalt.join(balcony, 'tybalt');
      await mercutio.send(
        xml`<message to="${balcony.jid}" type="groupchat"><subject>Tybalt, you rat-catcher</subject></message>`,
      );

      for (const occupant of [juliet, tybalt]) {
        const change = await expect(occupant).to.receive(subject('Tybalt, you rat-catcher'));
        expect(change.attrs.from, 'the sender of the subject').to.be.oneOf([
          balcony.jid,
          balcony.occupantJid('mercutio'),
        ]);
      }
    },
  );

  scenario(
    'does not let an occupant without the privilege change the subject',
    {
      id: 'xep0045.subject-mod.unprivileged-forbidden',
      requirement: xep0045.must(
        '8.1',
        'subject-mod',
        'If someone without appropriate privileges attempts to change the subject, the service MUST return a forbidden error',
      ),
      covers: 'MUC-31',
      given: {
        juliet: online('homeServer'),
        mercutio: online('mucService'),
        balcony: room('mucService', { config: { changesubject: '0' } }),
      },
      accountable: 'mucService',
      fault: [
        drop('message', { type: 'error' }, 'juliet'),
        rename('forbidden', 'not-allowed', 'juliet'),
        leak('message', 'mercutio', { type: 'groupchat' }),
      ],
    },
    async ({ juliet, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      const sent = await juliet.send(
        xml`<message to="${balcony.jid}" type="groupchat"><subject>Wherefore art thou</subject></message>`,
      );

      expect(await expect(juliet).to.receive(errorTo(sent))).to.be.a.stanzaError('forbidden');

      await fenceRoom(balcony, juliet, mercutio);
      expect(mercutio).not.to.have.received(subject('Wherefore art thou'));
    },
  );
});
