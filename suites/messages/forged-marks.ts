import {
  type Element,
  describe,
  errorTo,
  expect,
  inject,
  leak,
  ns,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';
import { acquainted, given } from './payloads.ts';
import { idsBy, marksIds } from './stanza-ids.ts';

const xep0203 = xep('0203', '2.0');
const xep0359 = xep('0359', '0.7.0');

const bareOf = (jid: unknown): string => String(jid).split('/', 1)[0] ?? '';

/** The message with two ids in the name of the recipient's account, as if it had passed two archives. */
const marked = (sent: Element, by: string): Element =>
  xml`
    <message from="${by}" to="${sent.attrs.to}" id="${sent.attrs.id}" type="chat">
      <stanza-id xmlns="${ns.stanzaIds}" by="${bareOf(sent.attrs.to)}" id="one"/>
      <stanza-id xmlns="${ns.stanzaIds}" by="${bareOf(sent.attrs.to)}" id="two"/>
    </message>`;

describe('Who a message is from', '7(9)', () => {
  scenario(
    "discards a note of delay that a sender forges in the name of the recipient's server",
    {
      id: 'xep0203.5.forged-delay',
      requirement: xep0203.should(
        '5',
        'security',
        "The recipient's server SHOULD discard a delay notation whose 'from' matches its own JID, or return not-acceptable",
      ),
      covers: 'XEP0203-5-1',
      given,
      accountable: 'recipientServer',
      fault: leak('message', 'juliet'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const forged = xml`<delay xmlns="${ns.delay}" from="${juliet.domain}" stamp="2001-01-01T00:00:00Z"/>`;
      const sent = await romeo.send(
        xml`<message to="${juliet.fullJid}" type="chat"><body>I wrote thee years ago</body>${forged}</message>`,
      );

      const [outcome, stanza] = await story.either({
        delivered: juliet.receive(sent),
        refused: romeo.receive(errorTo(sent)),
      });

      if (outcome === 'refused') expect(stanza).to.be.a.stanzaError('not-acceptable');
      else expect(stanza).not.to.carry(forged);
    },
  );

  scenario(
    "deletes a stanza id that a sender forges in the name of the recipient's account",
    {
      id: 'xep0359.3.forged-id',
      requirement: xep0359.must(
        '3',
        'rules',
        "An entity that assigns ids MUST delete a stanza-id whose 'by' attribute it would set itself",
      ),
      covers: ['XEP0359-3-1', 'MSG-28'],
      given,
      accountable: 'recipientServer',
      subscribed: acquainted,
      fault: leak('message', 'juliet'),
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const forged = xml`<stanza-id xmlns="${ns.stanzaIds}" by="${juliet.bareJid}" id="forged"/>`;
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>This is the first of its name</body>${forged}</message>`,
      );

      const received = await juliet.receive(sent);

      const plain = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>The second</body></message>`,
      );
      if (!(await marksIds(juliet, await juliet.receive(plain))))
        story.notApplicable('the account gives messages no stanza ids');
      expect(received).not.to.carry(forged);
    },
  );

  scenario(
    'gives a message one stanza id of each assigner at most',
    {
      id: 'xep0359.3.one-id-of-each',
      requirement: xep0359.must(
        '3',
        'rules',
        "Stanzas MUST possess at most one stanza-id with the same XMPP address as value of the 'by' attribute",
      ),
      covers: ['XEP0359-3-2', 'MSG-28'],
      given,
      accountable: 'both',
      fault: inject('a message with two ids of one archive', 'juliet', { sends: 'message' }, (sent, { fullJid }) =>
        marked(sent, fullJid),
      ),
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const foreign = xml`<stanza-id xmlns="${ns.stanzaIds}" by="verona.example" id="kept"/>`;
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>Two in one</body>${foreign}</message>`,
      );

      const received = await juliet.receive(sent);

      const assigners = received.getChildren('stanza-id', ns.stanzaIds).map(({ attrs }) => String(attrs.by));
      expect(assigners, 'the assigners of its ids').to.deep.equal([...new Set(assigners)]);
      if (!(await marksIds(juliet, received))) story.notApplicable('the account gives messages no stanza ids');
    },
  );

  scenario(
    'keeps the id that the sender gave a message, and those of others',
    {
      id: 'xep0359.3.ids-of-others-kept',
      requirement: xep0359.shouldNot(
        '3',
        'rules',
        'Entities that route stanzas SHOULD NOT strip elements of stanza ids, but for forged ones of their own',
      ),
      covers: ['XEP0359-3-2', 'MSG-29'],
      given,
      accountable: 'both',
      fault: [strip('origin-id'), strip('stanza-id', { by: 'verona.example' })],
      impact: 'degraded',
    },
    async ({ romeo, juliet }) => {
      const origin = xml`<origin-id xmlns="${ns.stanzaIds}" id="de305d54-75b4-431b-adb2-eb6b9e546013"/>`;
      const foreign = xml`<stanza-id xmlns="${ns.stanzaIds}" by="verona.example" id="kept"/>`;
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="chat"><body>By my own count</body>${origin}${foreign}</message>`,
      );

      const received = await juliet.receive(sent);

      for (const id of [origin, foreign]) expect(received).to.carry(id);
      expect(idsBy(received, 'verona.example'), 'ids of the other assigner').to.deep.equal(['kept']);
    },
  );
});
