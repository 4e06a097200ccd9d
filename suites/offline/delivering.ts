import {
  canonical,
  childElements,
  describe,
  expect,
  fresh,
  offline,
  online,
  retext,
  rewrite,
  rfc,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';
import { storeThenArrive } from './storing.ts';

const rfc6120 = rfc(6120);

describe('Messages to someone offline', '7(2)(a)(i)', () => {
  scenario(
    'delivers a stored message as it was sent',
    {
      id: 'rfc6120.8.4.stored-payload',
      requirement: rfc6120.must(
        '8.4',
        'A server routes or delivers a stanza with payload that it does not understand unmodified',
      ),
      covers: ['XEP0160-2-2', 'ARC-03'],
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'both',
      fault: [
        strip('payload'),
        retext('word', 'villain'),
        rewrite('message', { type: 'normal' }),
        rewrite('message', { id: '' }),
        rewrite('message', { to: 'juliet@capulet.example/balcony' }),
        rewrite('message', { from: 'romeo@montague.example' }),
      ],
    },
    async ({ romeo, juliet }, story) => {
      const payload = xml`<payload xmlns="urn:example:letter" seal="wax"><word n="1">Soft</word><empty/><word n="2"> light </word></payload>`;
      // Known by its text, as its id is on trial.
      const body = xml`<body>But, soft! ${fresh()}</body>`;
      const [sent] = await storeThenArrive(story, romeo, juliet, [
        xml`<message to="${juliet.bareJid}" type="chat">${body}${payload}</message>`,
      ]);

      const received = await juliet.receive(xml`<message>${body}</message>`);

      expect(received).to.be.like(xml`<message from="${romeo.fullJid}" to="${juliet.bareJid}" type="chat"/>`);
      expect(received.attrs.id, 'the id of the message').to.equal(sent?.id);
      expect(childElements(received).map(canonical)).to.include(canonical(payload));
    },
  );
});
