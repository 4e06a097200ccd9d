import {
  canonical,
  childElements,
  describe,
  duplicate,
  errorTo,
  expect,
  inject,
  leak,
  ns,
  offline,
  online,
  reorder,
  retext,
  rewrite,
  rfc,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';
import { storeThenArrive } from './storing.ts';

const rfc6120 = rfc(6120);
const rfc6121 = rfc(6121);
const xep0160 = xep('0160', '1.0.1');
const xep0203 = xep('0203', '2.0');

const lines = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

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
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'both',
      fault: [reorder('message'), duplicate('message')],
    },
    async ({ romeo, juliet }, story) => {
      const sent = await storeThenArrive(
        story,
        romeo,
        juliet,
        lines.map((line) => xml`<message to="${juliet.bareJid}" type="chat"><body>${line}</body></message>`),
      );
      for (const one of sent) await juliet.receive(one);

      const messages = juliet.received({
        what: 'messages of romeo',
        matches: ({ name, attrs }) => name === 'message' && attrs.from === romeo.fullJid,
      });

      expect(messages.map((message) => message.getChildText('body')).join(' ')).to.equal(lines.join(' '));
    },
  );

  scenario(
    'delivers a stored message as it was sent',
    {
      id: 'rfc6120.8.4.stored-payload',
      requirement: rfc6120.must(
        '8.4',
        'A server routes or delivers a stanza with payload that it does not understand unmodified',
      ),
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'both',
      fault: [strip('payload'), retext('word', 'villain'), rewrite('message', { type: 'normal' })],
    },
    async ({ romeo, juliet }, story) => {
      const payload = xml`<payload xmlns="urn:example:letter" seal="wax"><word n="1">Soft</word><empty/><word n="2"> light </word></payload>`;
      const [sent] = await storeThenArrive(story, romeo, juliet, [
        xml`<message to="${juliet.bareJid}" type="chat"><body>But, soft!</body>${payload}</message>`,
      ]);

      const received = await juliet.receive(sent ?? story.inconclusive('nothing was sent'));

      expect(received).to.be.like(
        xml`<message from="${romeo.fullJid}" to="${juliet.bareJid}" type="chat"><body>But, soft!</body></message>`,
      );
      expect(childElements(received).map(canonical)).to.include(canonical(payload));
    },
  );

  scenario(
    'stamps a stored message with the time at which it was sent',
    {
      id: 'xep0160.2.stored-with-stamp',
      requirement: xep0160.should(
        '2',
        'flow',
        'It is RECOMMENDED to add a delay element to a message that was stored offline',
      ),
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: strip('delay'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const [sent] = await storeThenArrive(story, romeo, juliet, [
        xml`<message to="${juliet.bareJid}" type="chat"><body>What light?</body></message>`,
      ]);

      const received = await juliet.receive(sent ?? story.inconclusive('nothing was sent'));

      expect(received).to.carry(xml`<delay xmlns="${ns.delay}"/>`);
    },
  );

  scenario(
    'expresses the stamp of a stored message in UTC, between sending and delivery',
    {
      id: 'xep0203.2.stamp-in-utc',
      requirement: xep0203.must(
        '2',
        'protocol',
        'The stamp is the time when the stanza was originally sent […] and MUST be expressed in UTC',
      ),
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        rewrite('delay', { stamp: '2020-01-01T00:00:00Z' }),
        rewrite('delay', { stamp: '2026-11-22T20:00:00+01:00' }),
        rewrite('delay', { stamp: 'yesterday' }),
      ],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const [sent] = await storeThenArrive(story, romeo, juliet, [
        xml`<message to="${juliet.bareJid}" type="chat"><body>It is the east</body></message>`,
      ]);
      const arrivedAt = new Date();

      const received = await juliet.receive(sent ?? story.inconclusive('nothing was sent'));

      const delay =
        received.getChild('delay', ns.delay) ?? story.notApplicable('the stored message has no delay element');
      expect(delay.attrs.stamp).to.be.utcStampWithin(sent?.at ?? arrivedAt, arrivedAt);
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
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: [
        duplicate('message'),
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

  scenario(
    'keeps stored messages from a resource of negative priority',
    {
      id: 'xep0160.2.stored-not-to-negative',
      // RFC 6120, section 10.5.3.2, lets any connected resource have them: no more than a recommendation.
      requirement: xep0160.should(
        '2',
        'flow',
        'In the RECOMMENDED flow stored messages wait until the recipient sends available presence of non-negative priority',
      ),
      given: { romeo: online('senderServer'), juliet: offline('recipientServer') },
      accountable: 'recipientServer',
      fault: leak('message', 'juliet'),
    },
    async ({ romeo, juliet }, story) => {
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>Wherefore art thou?</body></message>`,
      );
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline(xml`<presence><priority>-1</priority></presence>`);
      if (juliet.priority >= 0) story.notApplicable('the server overrides negative priorities');

      // It may come later, to a resource of other priority, so it is no matter for the late ledger.
      expect(juliet.received(sent).map(String), 'messages at negative priority').to.deep.equal([]);
    },
  );
});
