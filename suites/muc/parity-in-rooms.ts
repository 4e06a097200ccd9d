import {
  describe,
  type Element,
  entering,
  errorTo,
  expect,
  fresh,
  isLike,
  ns,
  online,
  presenceFrom,
  type Requirement,
  rewrite,
  type Room,
  room,
  scenario,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';
import { fenceRoom, granted, settingAffiliation } from './requests.ts';
import { pageOf } from './room-archive-query.ts';

const requirement: Requirement = {
  id: 'dma.13.6',
  specification: 'Regulation (EU) 2022/1925',
  version: '',
  section: '13(6)',
  level: 'policy',
  sentence: 'In a room a user of the other service may do what a local user of the same affiliation may do',
};

type Outcome = 'done' | 'refused' | 'lost';

/** Everything that one member tries, in this order, and what came of it. */
async function tryEverything(actor: Session, owner: Session, place: Room): Promise<Readonly<Record<string, Outcome>>> {
  const nick = actor.name;
  const mark = fresh();
  const asks = async (iq: Element): Promise<Outcome> =>
    (await actor.request(iq)).attrs.type === 'result' ? 'done' : 'refused';
  // The fence shows that the room has handled it, so there is nothing to wait for.
  const says = async (message: Element, observer: Session, arrival: Element): Promise<Outcome> => {
    const sent = await actor.send(message);
    await fenceRoom(place, actor, owner);
    if (observer.received(arrival).length > 0) return 'done';
    return actor.received(errorTo(sent)).length > 0 ? 'refused' : 'lost';
  };
  const listing = (affiliation: string): Element =>
    xml`<iq type="get" to="${place.jid}"><query xmlns="${ns.mucAdmin}"><item affiliation="${affiliation}"/></query></iq>`;
  await actor.send(entering(place, nick));
  const entry = await actor.receive({
    what: 'the answer to entering',
    matches: (stanza) =>
      presenceFrom(place.occupantJid(nick)).matches(stanza) || isLike(stanza, xml`<presence type="error"/>`),
  });
  return {
    'enter the room': entry.attrs.type === 'error' ? 'refused' : 'done',
    speak: await says(
      xml`<message to="${place.jid}" type="groupchat"><body>${mark}</body></message>`,
      owner,
      xml`<message type="groupchat"><body>${mark}</body></message>`,
    ),
    'set the subject': await says(
      xml`<message to="${place.jid}" type="groupchat"><subject>${mark}</subject></message>`,
      owner,
      xml`<message type="groupchat"><subject>${mark}</subject></message>`,
    ),
    'speak in private': await says(
      xml`<message to="${place.occupantJid('mercutio')}" type="chat"><body>${mark}</body></message>`,
      owner,
      xml`<message from="${place.occupantJid(nick)}" type="chat"><body>${mark}</body></message>`,
    ),
    invite: await says(
      xml`<message to="${place.jid}"><x xmlns="${ns.mucUser}"><invite to="${owner.bareJid}"><reason>${mark}</reason></invite></x></message>`,
      owner,
      xml`<message from="${place.jid}"><x xmlns="${ns.mucUser}"><invite><reason>${mark}</reason></invite></x></message>`,
    ),
    'read the archive': (await pageOf(actor, place, 5)).reply.attrs.type === 'result' ? 'done' : 'refused',
    'read who is a member': await asks(listing('member')),
    'read who is banned': await asks(listing('outcast')),
    'read who owns the room': await asks(listing('owner')),
    'make somebody a member': await asks(settingAffiliation(place, `${mark}@verona.example`, 'member')),
    'ban somebody': await asks(settingAffiliation(place, `${mark}@mantua.example`, 'outcast')),
    'read the configuration': await asks(xml`<iq type="get" to="${place.jid}"><query xmlns="${ns.mucOwner}"/></iq>`),
  };
}

/** What the one may do and the other may not. */
function differences(
  local: Readonly<Record<string, Outcome>>,
  remote: Readonly<Record<string, Outcome>>,
  story: Story,
): readonly string[] {
  const able = Object.keys(local).filter((what) => local[what] === 'done' && remote[what] === 'done');
  story.note(`both may: ${able.join(', ')}`);
  return Object.keys(local).flatMap((what) =>
    local[what] === remote[what]
      ? []
      : [`${what}: ${String(local[what])} locally, ${String(remote[what])} from elsewhere`],
  );
}

describe('The same rights in a group', '7(2)(b)(i)', () => {
  for (const affiliation of ['none', 'member', 'admin'])
    scenario(
      `lets a user of the other service do in a room what a local one may do, both with the affiliation ${affiliation}`,
      {
        id: `dma.13.6.room-parity-${affiliation}`,
        requirement,
        covers: 'PRV-18',
        given: {
          romeo: online('homeServer'),
          mercutio: online('mucService'),
          benvolio: online('mucService', { account: 2 }),
          balcony: room('mucService'),
        },
        accountable: 'mucService',
        fault: [
          rewrite('iq', { type: 'error' }, { type: 'result' }, 'romeo'),
          rewrite('presence', { type: 'error' }, { from: /\/romeo$/ }, 'romeo'),
          rewrite('message', { type: 'headline' }, { from: /\/romeo$/, type: 'groupchat' }, 'mercutio'),
          rewrite('message', { type: 'headline' }, { from: /\/romeo$/, type: 'chat' }, 'mercutio'),
        ],
        impact: 'degraded',
      },
      async ({ romeo, mercutio, benvolio, balcony }, story) => {
        await mercutio.join(balcony, 'mercutio');
        if (affiliation !== 'none')
          for (const user of [benvolio, romeo])
            await granted(mercutio, settingAffiliation(balcony, user.bareJid, affiliation), story);
        const local = await tryEverything(benvolio, mercutio, balcony);
        const remote = await tryEverything(romeo, mercutio, balcony);

        // Where the controls hold, as nobody in them comes from elsewhere, nobody is accused; but the level stays open.
        expect(differences(local, remote, story), 'differences').to.deep.equal([]);
      },
    );
});
