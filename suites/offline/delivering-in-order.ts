import {
  describe,
  dropLater,
  duplicate,
  errorTo,
  expect,
  inject,
  ns,
  offline,
  online,
  reorder,
  replay,
  reverse,
  rfc,
  scenario,
  type Session,
  xml,
} from '../../runners/index.ts';
import { storeThenArrive } from './storing.ts';

const rfc6120 = rfc(6120);
const rfc6121 = rfc(6121);

const lines = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const bodiesOf = ({ fullJid }: Session, recipient: Session): string =>
  recipient
    .received({
      what: 'messages of the sender',
      matches: ({ name, attrs }) => name === 'message' && attrs.from === fullJid && attrs.type === 'chat',
    })
    .map((message) => message.getChildText('body'))
    .join(' ');

describe('Messages to someone offline', '7(2)(a)(i)', () => {
  scenario(
    'delivers stored messages of one sender once each, in the order in which they were sent',
    {
      id: 'rfc6120.10.1.stored-in-order',
      requirement: {
        ...rfc6120.should(
          '10.1',
          'Stored messages come in order, each once (implied: the section does not speak of storage)',
        ),
        level: 'policy',
      },
      covers: ['XEP0160-2-3', 'ARC-03'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'both',
      fault: [
        reorder('message'),
        reverse(10, 'message'),
        duplicate('message'),
        dropLater('message'),
        replay('message', 'juliet', { sends: 'presence', with: { type: 'unavailable' } }),
      ],
    },
    async ({ romeo, juliet }, story) => {
      const sent = await storeThenArrive(
        story,
        romeo,
        juliet,
        lines.map((line) => xml`<message to="${juliet.bareJid}" type="chat"><body>${line}</body></message>`),
      );
      // An archive may be all that a service keeps; where one message of them comes by itself, the others must as well.
      const [first, ...others] = sent;
      await juliet.receive(first ?? story.inconclusive('nothing was sent'));
      for (const one of others) await expect(juliet).to.receive(one);
      expect(bodiesOf(romeo, juliet)).to.equal(lines.join(' '));

      await juliet.goOffline();
      await juliet.comeOnline();
      await romeo.fence(juliet);

      expect(bodiesOf(romeo, juliet), 'what has come after a second login').to.equal(lines.join(' '));
    },
  );

  scenario(
    'delivers a stored message once',
    {
      id: 'rfc6121.8.5.2.2.1.stored-delivered-once',
      requirement: rfc6121.should(
        '8.5.2.2.1',
        'A message is added to offline storage for delivery, or an error is returned: either, not both or twice',
      ),
      covers: ['RFC6121-8.5.2.2.1-1', 'XEP0160-2-3'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        duplicate('message'),
        replay('message', 'juliet', { sends: 'presence', with: { type: 'unavailable' } }),
        inject(
          'an error',
          'romeo',
          { sends: 'message' },
          (sent) => xml`
      <message from="${sent.attrs.to}" id="${sent.attrs.id}" type="error"><error type="cancel"><service-unavailable xmlns="${ns.stanzas}"/></error></message>`,
        ),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>Good night, good night!</body></message>`,
      );
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();
      await story.either({ stored: juliet.receive(sent), refused: romeo.receive(errorTo(sent)) });
      await juliet.goOffline();
      await juliet.comeOnline();
      await juliet.fence(romeo);

      expect([...juliet.received(sent), ...romeo.received(errorTo(sent))], 'copies and errors').to.have.lengthOf(1);
    },
  );
});
