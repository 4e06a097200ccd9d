import { describe, type Element, expect, inject, ns, online, scenario, xml } from '../../runners/index.ts';
import { keepAll, needs, tell } from './archive.ts';
import { becoming, empty } from './faults.ts';
import { search, xep0313 } from './query.ts';

/** A result of the archive of whom the query went to. */
const stolen = ({ attrs }: Element): Element => xml`
  <message from="${attrs.to}">
    <result xmlns="${ns.mam}" id="28482-98726-73623">
      <forwarded xmlns="${ns.forward}"><message xmlns="jabber:client"><body>I have forgot why</body></message></forwarded>
    </result>
  </message>`;

describe('Privacy of the message history', '7(8)', () => {
  scenario(
    'lets nobody of another service read the archive of an account, be it a contact or a stranger',
    {
      id: 'xep0313.8.1.foreign-archive',
      requirement: xep0313.must(
        '8.1',
        'security-privacy',
        'Who has no permission to an archive and asks for it gets an error',
      ),
      covers: 'ARC-15',
      given: {
        romeo: online('senderServer'),
        tybalt: online('senderServer', { account: 2 }),
        juliet: online('recipientServer'),
      },
      subscribed: [
        ['romeo', 'juliet'],
        ['juliet', 'romeo'],
      ],
      needs,
      accountable: 'recipientServer',
      fault: [
        becoming('lets the query pass', 'result', empty),
        inject('a result of the archive', 'romeo', { sends: 'iq', by: 'romeo' }, stolen),
        inject('a result of the archive', 'tybalt', { sends: 'iq', by: 'tybalt' }, stolen),
      ],
      impact: 'blocking',
    },
    async ({ romeo, tybalt, juliet }, story) => {
      await keepAll(juliet, story);
      await tell(romeo, juliet, 'Let me stand here till thou remember it');

      const theirs = {
        what: 'a message from the archive of another',
        matches: (stanza: Element): boolean =>
          stanza.attrs.from === juliet.bareJid && stanza.getChild('result', ns.mam) !== undefined,
      };
      for (const asker of [romeo, tybalt]) {
        for (const page of [{ max: '5' }, { max: '5', before: '' }]) {
          const { reply } = await search(asker, { page, of: juliet.bareJid });
          const unreached = ['remote-server-not-found', 'remote-server-timeout'].some((condition) =>
            reply.getChild('error')?.getChild(condition, ns.stanzas),
          );
          if (unreached) story.inconclusive(`the query did not get through: ${reply.toString()}`);
          // The text prefers forbidden; RFC 6120, section 13.11, would hide from strangers that there is an account.
          const found = { reply: reply.attrs.type as unknown, results: asker.received(theirs).map(String) };
          expect(found, `what ${asker.name} gets`).to.deep.equal({ reply: 'error', results: [] });
        }
        expect(asker).not.to.have.received(theirs);
      }
    },
  );
});
