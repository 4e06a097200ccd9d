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
import { payloads } from './payload-table.ts';
import { said, saying } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const traffic = 'http://jabber.org/protocol/muc#traffic';

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
        await mercutio.send(saying(balcony, 'What is in a name?'));
        const referred = await juliet.receive(said('What is in a name?'));
        const children = content(String(referred.attrs.id));
        await unlessDeclared(juliet, balcony, children, story);
        const message = xml`<message to="${balcony.jid}" type="groupchat"/>`;
        for (const child of children) message.cnode(clone(child));
        const sent = await juliet.send(message);

        const [outcome, reflected] = await story.either({
          reflected: expect(mercutio).to.receive({
            what: `what juliet sent to ${balcony.jid}`,
            matches: ({ attrs, name }) =>
              name === 'message' && attrs.type === 'groupchat' && attrs.from === balcony.occupantJid('juliet'),
          }),
          refused: juliet.receive(errorTo(sent)),
        });
        if (outcome === 'refused') story.refused(reflected);

        const there = childElements(reflected).map(canonical);
        expect(there, 'the content of the message').to.include.members(childElements(sent.stanza).map(canonical));
      },
    );
});
