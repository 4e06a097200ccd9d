import {
  describe,
  dropLater,
  type Element,
  expect,
  inject,
  leak,
  ns,
  online,
  presenceFrom,
  scenario,
  type Sent,
  type Session,
  strip,
  xml,
} from '../../runners/index.ts';
import { askForList, clear, handled, request, settle, xep0191 } from './blocklist.ts';

const needs = { recipientServer: ns.blocking };
const given = { romeo: online('senderServer'), juliet: online('recipientServer') };
const withChamber = { ...given, chamber: online('recipientServer') };
const unasked = 'urn:fedcheck:test:blocked';
const nothing = xep0191.mustNot(
  '3.3',
  'block',
  "Once a JID is blocked, the user's server MUST NOT deliver any XML stanzas from the JID to the user",
);

/** One stanza of each kind, to the account and to its resource. */
const everyKind = ({ bareJid, fullJid }: Session): Readonly<Record<'message' | 'presence' | 'iq', Element[]>> => ({
  message: [bareJid, fullJid].flatMap((to) =>
    ['chat', 'normal', 'headline'].map(
      (type) => xml`<message to="${to}" type="${type}"><body>Hear me</body></message>`,
    ),
  ),
  presence: [
    xml`<presence to="${bareJid}"/>`,
    xml`<presence to="${fullJid}"/>`,
    xml`<presence to="${bareJid}" type="subscribe"/>`,
  ],
  iq: [xml`<iq to="${fullJid}" type="get"><ask xmlns="${unasked}"/></iq>`],
});

const unmarked = (what: string, to: string, type: string) =>
  inject(what, to, { sends: 'presence', with: { type } }, (_stanza, { bareJid }) => {
    const presence = xml`<presence from="${bareJid}"/>`;
    if (type !== '') presence.attrs.type = type;
    return presence;
  });

/** A server may write presence anew, under another id or none (RFC 6121, section 3.1.3). */
const leaks = {
  message: [leak('message', 'juliet'), leak('message', 'chamber')],
  presence: ['juliet', 'chamber'].flatMap((to) => [
    leak('presence', to),
    unmarked('a contact request without id', to, 'subscribe'),
    unmarked('presence without id', to, ''),
  ]),
  iq: [leak('iq', 'juliet', { type: 'get' })],
};

describe('Blocking', '7(7)', () => {
  for (const kind of ['message', 'presence', 'iq'] as const) {
    const whats = { message: 'message', presence: 'presence or contact request', iq: 'request' };
    scenario(
      `delivers no ${whats[kind]} from somebody who is blocked to any resource`,
      {
        id: `xep0191.3.3.no-${kind}`,
        requirement: nothing,
        covers: ['XEP0191-3.3-2', 'PRV-03'],
        given: withChamber,
        accountable: 'recipientServer',
        needs,
        fault: leaks[kind],
      },
      async ({ romeo, juliet, chamber }, story) => {
        await settle(juliet, story, request('block', romeo.bareJid));
        const all: Sent[] = [];
        for (const stanza of everyKind(juliet)[kind]) all.push(await romeo.send(stanza));
        await handled(romeo, juliet);
        await chamber.fenceOwnServer();

        for (const sent of all) {
          expect(juliet).not.to.have.received(sent);
          expect(chamber).not.to.have.received(sent);
        }
        for (const reader of [juliet, chamber]) {
          for (const type of ['available', 'subscribe'])
            expect(reader).not.to.have.received(presenceFrom(romeo.bareJid, type));
        }
      },
    );
  }

  scenario(
    'shows no more presence of a contact who is blocked',
    {
      id: 'xep0191.3.3.no-broadcast',
      requirement: nothing,
      covers: 'XEP0191-3.3-2',
      given,
      accountable: 'recipientServer',
      needs,
      subscribed: [['juliet', 'romeo']],
      fault: leak('presence', 'juliet'),
    },
    async ({ romeo, juliet }, story) => {
      await settle(juliet, story, request('block', romeo.bareJid));
      await romeo.present(xml`<presence><show>dnd</show></presence>`);
      await handled(romeo, juliet);

      expect(juliet).not.to.have.received(presenceFrom(romeo.fullJid));
    },
  );

  scenario(
    'keeps somebody blocked from one session to the next',
    {
      id: 'xep0191.3.3.across-sessions',
      requirement: xep0191.mustNot(
        '3.3',
        'block',
        'The server MUST NOT deliver any XML stanzas from the JID; the block remains in force and applies across sessions',
      ),
      covers: ['XEP0191-3.1-1', 'XEP0191-3.3-2'],
      given,
      accountable: 'recipientServer',
      needs,
      fault: [leak('message', 'juliet'), strip('item')],
    },
    async ({ romeo, juliet }, story) => {
      await clear(juliet, story);
      await settle(juliet, story, request('block', romeo.bareJid));
      await juliet.goOffline();
      const away = await romeo.send(xml`<message to="${juliet.bareJid}" type="chat"><body>Awake!</body></message>`);
      await romeo.fenceDomain(juliet.domain);
      await juliet.comeOnline();
      const back = await romeo.send(xml`<message to="${juliet.bareJid}" type="chat"><body>Awake?</body></message>`);
      await handled(romeo, juliet);

      expect(juliet).not.to.have.received(away);
      expect(juliet).not.to.have.received(back);
      expect(await askForList(juliet, story), 'the blocklist').to.deep.equal([romeo.bareJid]);
    },
  );

  scenario(
    'delivers again once somebody is unblocked',
    {
      id: 'xep0191.3.4.delivers-again',
      requirement: xep0191.must(
        '3.4',
        'unblock',
        'After the user has unblocked a JID, the server MUST deliver any subsequent XML stanzas from it',
      ),
      covers: ['XEP0191-3.3-5', 'PRV-04'],
      given,
      accountable: 'recipientServer',
      needs,
      fault: dropLater('message', {}, 'juliet'),
    },
    async ({ romeo, juliet }, story) => {
      const message = xml`<message to="${juliet.bareJid}" type="chat"><body>At last</body></message>`;
      // A service may keep strangers from its users (RFC 6121, section 8.1), blocked or not.
      await juliet.receive(await romeo.send(message));
      for (const change of [request('unblock', romeo.bareJid), request('unblock')]) {
        await settle(juliet, story, request('block', romeo.bareJid));
        await settle(juliet, story, change);
        const sent = await romeo.send(message);

        await expect(juliet).to.receive(sent);
      }
    },
  );
});
