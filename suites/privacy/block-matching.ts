import { describe, drop, expect, inject, leak, ns, online, scenario, xml } from '../../runners/index.ts';
import { handled, request, settle, xep0191 } from './blocklist.ts';

const needs = { recipientServer: ns.blocking };
const message = (to: string) => xml`<message to="${to}" type="chat"><body>Hear me</body></message>`;
const order = (what: string) => xep0191.should('6', 'matching', what);

describe('Blocking', '7(7)', () => {
  scenario(
    'blocks one resource of a contact and not the others when a full JID is blocked',
    {
      id: 'xep0191.6.full-jid',
      requirement: order('A blocked user@domain/resource matches only that resource'),
      covers: 'XEP0191-6-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      needs,
      fault: [
        drop('message', {}, 'juliet'),
        inject(
          'a message of the blocked resource',
          'juliet',
          { sends: 'message', by: 'romeo' },
          (sent, { fullJid }) => {
            const { id, to } = sent.attrs as Record<string, string>;
            return xml`<message from="${fullJid}" to="${to}" id="${id}" type="chat"/>`;
          },
        ),
      ],
    },
    async ({ romeo, orchard, juliet }, story) => {
      await settle(juliet, story, request('block', romeo.fullJid));
      const blocked = await romeo.send(message(juliet.bareJid));
      await handled(romeo, juliet);
      const passed = await orchard.send(message(juliet.bareJid));

      await expect(juliet).to.receive(passed);
      expect(juliet).not.to.have.received(blocked);
    },
  );

  scenario(
    'blocks every resource of a contact when the bare JID is blocked',
    {
      id: 'xep0191.6.bare-jid',
      requirement: order('A blocked user@domain matches any resource'),
      covers: 'XEP0191-6-1',
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      needs,
      fault: leak('message', 'juliet'),
    },
    async ({ romeo, orchard, juliet }, story) => {
      await settle(juliet, story, request('block', romeo.bareJid));
      const all = [await romeo.send(message(juliet.bareJid)), await orchard.send(message(juliet.fullJid))];
      await handled(romeo, juliet);
      await handled(orchard, juliet);

      for (const sent of all) expect(juliet).not.to.have.received(sent);
    },
  );

  scenario(
    'blocks every account of a domain when the domain is blocked',
    {
      id: 'xep0191.6.domain',
      requirement: order('A blocked domain matches the domain itself and any user@domain'),
      covers: ['XEP0191-6-1', 'PRV-06'],
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'recipientServer',
      needs,
      fault: leak('message', 'juliet'),
    },
    async ({ romeo, juliet }, story) => {
      await settle(juliet, story, request('block', romeo.domain));
      const sent = await romeo.send(message(juliet.bareJid));
      await handled(romeo, juliet);

      expect(juliet).not.to.have.received(sent);
    },
  );
});
