import { type Element, fresh, ns, type Session, type Story, xml } from '../../runners/index.ts';
import { mustBeFree, mustOffer, publish, put } from './pubsub.ts';

export const bookmarks = 'urn:xmpp:bookmarks:1';
const ours = /^fc-.*@rooms\.example$/;

/** A room that there is not. */
export const freshRoom = (): string => `fc-${fresh()}@rooms.example`;
export const conference = xml`<conference xmlns="${bookmarks}" name="The orchard" autojoin="false"/>`;

/** For the owner alone, and kept (XEP-0223, section 3). */
const privately = { access_model: 'whitelist', persist_items: 'true' };
export const bookmark = (room: string, further: Readonly<Record<string, string>> = {}): Element =>
  publish(bookmarks, room, conference, { ...privately, ...further });

/** Lets the node hold so many bookmarks. */
export function allow(count: number): Element {
  const type = xml`<field var="FORM_TYPE" type="hidden"><value>${ns.pubsub}#node_config</value></field>`;
  const most = xml`<field var="pubsub#max_items"><value>${count}</value></field>`;
  const form = xml`<x xmlns="${ns.dataForms}" type="submit">${type}${most}</x>`;
  const configure = xml`<configure node="${bookmarks}">${form}</configure>`;
  return xml`<iq type="set" id="${fresh()}-configure"><pubsub xmlns="${ns.pubsubOwner}">${configure}</pubsub></iq>`;
}

/** Bookmarks a room as the only one. */
export async function putBookmark(owner: Session, story: Story): Promise<string> {
  const room = freshRoom();
  await mustOffer(owner, story, 'publish-options');
  await mustBeFree(owner, story, bookmarks, ({ attrs }) => ours.test(String(attrs.id)));
  await put(owner, story, bookmark(room));
  return room;
}
