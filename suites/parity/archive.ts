import {
  clone,
  describe,
  type Element,
  fresh,
  online,
  scenario,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';
import { compare, furtherView, liveView, parity, type View } from './compare.ts';
import { loseCrossing, stripCrossing } from './faults.ts';
import { acquainted, postAll } from './payloads.ts';

const archive = 'urn:xmpp:mam:2';
const newest = xml`<set xmlns="http://jabber.org/protocol/rsm"><max>50</max><before/></set>`;

const stored = (stanza: Element): Element | undefined =>
  stanza.getChild('result', archive)?.getChild('forwarded', 'urn:xmpp:forward:0')?.getChild('message');

/** What the owner's archive holds of messages that were seen delivered, asked for by whom they were exchanged with. */
async function archiveOf(story: Story, owner: Session, contact: Session, delivered: View): Promise<View> {
  const query = xml`
    <query xmlns="${archive}" queryid="${fresh()}">
      <x xmlns="jabber:x:data" type="submit">
        <field var="FORM_TYPE" type="hidden"><value>${archive}</value></field>
        <field var="with"><value>${contact.bareJid}</value></field>
      </x>
    </query>`;
  query.cnode(clone(newest));
  const reply = await owner.request(xml`<iq type="set">${query}</iq>`);
  if (reply.attrs.type === 'error') story.inconclusive(`the archive gives nothing: ${reply.toString()}`);
  return furtherView(delivered, ({ by, id }) => {
    const isStored = (stanza: Element): boolean => stored(stanza)?.attrs.id === id;
    const [found] = owner.received({ what: `the message of ${by} out of the archive`, matches: isStored });
    return found && stored(found);
  });
}

const spoilt = (at: string) => [
  loseCrossing(at, archive),
  stripCrossing('body', at, archive),
  stripCrossing('replace', at, archive),
];

describe('The same across as within', '13(6)', () => {
  scenario(
    'keeps messages of the other service in the archive as it does those of the own one',
    {
      id: 'dma.13.6.archived-alike',
      requirement: parity('What arrived is kept in the archive of the user, whichever service it comes from'),
      covers: 'PRV-16',
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer'),
        nurse: online('recipientServer', { account: 2 }),
      },
      accountable: 'recipientServer',
      subscribed: [...acquainted('nurse', 'juliet'), ...acquainted('romeo', 'juliet')],
      needs: { recipientServer: archive },
      fault: spoilt('juliet'),
      impact: 'degraded',
    },
    async ({ romeo, juliet, nurse }, story) => {
      const own = await postAll(nurse, juliet.bareJid, 'within');
      const others = await postAll(romeo, juliet.bareJid, 'across');
      const [near, far] = await Promise.all([liveView(own, nurse, juliet), liveView(others, romeo, juliet)]);
      const within = await archiveOf(story, juliet, nurse, near);
      const across = await archiveOf(story, juliet, romeo, far);

      await compare(story, 'in the archive', within, across);
    },
  );

  scenario(
    'keeps what a user writes to the other service in the archive as what stays within',
    {
      id: 'dma.13.6.sent-archived-alike',
      requirement: parity('What a user writes is kept in the own archive, whichever service it goes to'),
      covers: 'PRV-16',
      given: {
        romeo: online('senderServer'),
        mercutio: online('senderServer', { account: 2 }),
        juliet: online('recipientServer'),
      },
      accountable: 'senderServer',
      subscribed: [...acquainted('romeo', 'mercutio'), ...acquainted('romeo', 'juliet')],
      needs: { senderServer: archive },
      fault: spoilt('romeo'),
      impact: 'degraded',
    },
    async ({ romeo, mercutio, juliet }, story) => {
      const own = await postAll(romeo, mercutio.bareJid, 'within');
      const others = await postAll(romeo, juliet.bareJid, 'across');
      const [near, far] = await Promise.all([liveView(own, romeo, mercutio), liveView(others, romeo, juliet)]);
      const within = await archiveOf(story, romeo, mercutio, near);
      const across = await archiveOf(story, romeo, juliet, far);

      await compare(story, 'in the archive', within, across);
    },
  );
});
