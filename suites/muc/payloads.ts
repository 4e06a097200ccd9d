import {
  canonical,
  childElements,
  clone,
  describe,
  drop,
  type Element,
  errorTo,
  expect,
  fresh,
  isLike,
  namespaceOf,
  ns,
  online,
  rewrite,
  room,
  scenario,
  type Session,
  type Story,
  strip,
  undeclare,
  xep,
  xml,
} from '../../runners/index.ts';
import { payloads, type Referred } from './payload-table.ts';
import { said, saying } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const own = 'That which we call a rose';
const traffic = 'http://jabber.org/protocol/muc#traffic';

const idIn = (message: Element, roomJid: string): string =>
  String(
    message.getChildren('stanza-id', ns.stanzaIds).find(({ attrs }) => attrs.by === roomJid)?.attrs.id ??
      message.attrs.id,
  );

/** Both say something that can be referred to. */
async function spoken(juliet: Session, mercutio: Session, room: { readonly jid: string }): Promise<Referred> {
  await mercutio.send(saying(room, 'What is in a name?'));
  const theirs = await juliet.receive(said('What is in a name?'));
  const { id } = await juliet.send(saying(room, own));
  return { theirs: idIn(theirs, room.jid), own: idIn(await juliet.receive(said(own)), room.jid), ownMessage: id };
}

/** Ends the story where the room lists what it lets through, and one of these is not in it (XEP-0045, section 18.1.1). */
async function unlessDeclared(
  juliet: Session,
  room: { readonly jid: string },
  content: readonly Element[],
  story: Story,
): Promise<void> {
  const ask = (node: string) =>
    juliet.request(xml`<iq type="get" to="${room.jid}"><query xmlns="${ns.discoInfo}" node="${node}"/></iq>`);
  const [answer, another] = await Promise.all([ask(traffic), ask(`urn:fedcheck:${fresh()}`)]);
  // A room that answers alike whatever it is asked for declares nothing.
  if (answer.attrs.type !== 'result' || another.attrs.type === 'result') return;
  const listed = (answer.getChild('query', ns.discoInfo)?.getChildren('feature') ?? []).map(({ attrs }) =>
    String(attrs.var),
  );
  const unlisted = content.map(namespaceOf).filter((one) => one !== ns.client && !listed.includes(one));
  if (unlisted.length === 0) return;
  story.note(`the room lists what it lets through, and not ${unlisted.join(', ')}`);
  story.refused(answer);
}

describe('Group conversation', '7(2)(b)(i)', () => {
  for (const { slug, title, element, content } of payloads)
    scenario(
      title,
      {
        id: `xep0045.bizrules-message.${slug}`,
        requirement: xep0045.should(
          '17.2',
          'bizrules-message',
          'A MUC service SHOULD pass extended information through to occupants unchanged',
        ),
        covers: 'MUC-12',
        given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') },
        accountable: 'mucService',
        fault: [
          drop('message', { from: /\/juliet$/ }, 'mercutio'),
          strip(element, {}, 'mercutio'),
          undeclare(element, 'mercutio'),
          rewrite(element, { changed: 'on the way' }, {}, 'mercutio'),
        ],
      },
      async ({ juliet, mercutio, balcony }, story) => {
        await mercutio.join(balcony, 'mercutio');
        await juliet.join(balcony, 'juliet');
        const children = content(await spoken(juliet, mercutio, balcony));
        await unlessDeclared(juliet, balcony, children, story);
        const message = xml`<message to="${balcony.jid}" type="groupchat"/>`;
        for (const child of children) message.cnode(clone(child));
        const sent = await juliet.send(message);

        const [outcome, reflected] = await story.either({
          reflected: expect(mercutio).to.receive({
            what: `what juliet sent to ${balcony.jid} after its words`,
            matches: (stanza) =>
              isLike(stanza, xml`<message type="groupchat" from="${balcony.occupantJid('juliet')}"/>`) &&
              !isLike(stanza, said(own)),
          }),
          refused: juliet.receive(errorTo(sent)),
        });
        if (outcome === 'refused') story.refused(reflected);

        const there = childElements(reflected).map(canonical);
        expect(there, 'the content of the message').to.include.members(childElements(sent.stanza).map(canonical));
      },
    );
});
