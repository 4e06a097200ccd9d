import {
  describe,
  drop,
  type Element,
  expect,
  fresh,
  inject,
  ns,
  offline,
  online,
  rewrite,
  scenario,
  type Session,
  xep,
  xml,
} from '../../runners/index.ts';
import { storeThenArrive } from './storing.ts';

const xep0013 = xep('0013', '1.3');

const given = { romeo: online('senderServer'), juliet: offline('recipientServer') };

const command = (type: 'get' | 'set', to: string, content: Element): Element =>
  xml`<iq type="${type}" to="${to}"><offline xmlns="${ns.offline}">${content}</offline></iq>`;

const letter = (when: string, to: string, text: string): Element =>
  xml`<message to="${to}" id="${when}-${fresh()}" type="chat"><body>${text} ${fresh()}</body></message>`;

/** Asks for the headers of what waits for somebody else. */
const list = (asker: Session, { bareJid }: Session): Promise<Element> =>
  asker.request(
    xml`<iq type="get" to="${bareJid}" id="listing-${fresh()}"><query xmlns="${ns.discoItems}" node="${ns.offline}"/></iq>`,
  );

function listing({ attrs }: Element, { fullJid }: { readonly fullJid: string }): Element {
  return xml`
    <iq type="result" from="${attrs.to}" id="${attrs.id}">
      <query xmlns="${ns.discoItems}"><item jid="${attrs.to}" node="1" name="${fullJid}"/></query>
    </iq>`;
}

describe('Messages to someone offline', '7(2)(a)(i)', () => {
  scenario(
    'delivers the messages that wait for an account to nobody else',
    {
      id: 'xep0013.sec.refused-to-others',
      requirement: xep0013.mustNot(
        '4',
        'sec',
        "A user's offline messages are delivered to no JID but one of the user's authorized resources",
      ),
      covers: 'XEP0013-2-1',
      given,
      accountable: 'recipientServer',
      fault: inject(
        'the message',
        'romeo',
        { sends: 'message', with: { id: /^before-/ } },
        ({ attrs }) =>
          xml`<message from="${attrs.to}" id="${attrs.id}" type="chat"><body>Two of the clock</body></message>`,
      ),
    },
    async ({ romeo, juliet }) => {
      const before = await romeo.send(letter('before', juliet.bareJid, 'Two of the clock'));
      await romeo.request(command('get', juliet.bareJid, xml`<fetch/>`));
      await list(romeo, juliet);
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();

      expect(romeo).not.to.have.received(before);
    },
  );

  scenario(
    'lets nobody else list, fetch or purge the messages that wait for an account, where it advertises that',
    {
      id: 'xep0013.remove-all.refused-to-others',
      requirement: xep0013.must(
        '2.7',
        'remove-all',
        "Who is no authorized resource of the user is refused, be it headers (2.3), 'fetch' (2.6) or 'purge'",
      ),
      covers: 'XEP0013-2-1',
      given,
      needs: { recipientServer: ns.offline },
      accountable: 'recipientServer',
      fault: [
        rewrite('iq', { type: 'result' }, { type: 'error' }, 'romeo'),
        inject('a list of messages', 'romeo', { sends: 'iq', with: { id: /^listing-/ } }, listing),
        drop('message', { id: /^before-/ }, 'juliet'),
      ],
    },
    async ({ romeo, juliet }, story) => {
      const to = juliet.bareJid;
      const pair = [letter('first', to, 'Soft you now'), letter('second', to, 'The air bites shrewdly')];
      // A store that does not keep two messages tells nothing of a purge between them.
      for (const one of await storeThenArrive(story, romeo, juliet, pair)) await juliet.receive(one);
      await juliet.goOffline();

      const before = await romeo.send(letter('before', to, 'Two of the clock'));
      const fetched = await romeo.request(command('get', to, xml`<fetch/>`));
      const purged = await romeo.request(command('set', to, xml`<purge/>`));
      const listed = await list(romeo, juliet);
      const after = await romeo.send(letter('after', to, 'Three of the clock'));
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();

      for (const reply of [fetched, purged]) expect(reply).to.be.a.stanzaError();
      // What is public there, such as a node that everybody may read, is listed without the senders of messages.
      for (const name of [romeo.fullJid, romeo.bareJid])
        expect(listed).not.to.carry(xml`<item xmlns="${ns.discoItems}" name="${name}"/>`);
      await juliet.receive(after);
      await expect(juliet).to.receive(before);
    },
  );
});
