import { clone, expect, inject, leak, type Room, type Session, xml } from '../../runners/index.ts';
import { fenceOutsider, said } from './requests.ts';

/** What goes on in a room comes to juliet as well. */
export const stillHears = [
  leak('message', 'juliet', { type: 'groupchat' }),
  inject('presence of an occupant', 'juliet', { sends: 'presence', by: 'mercutio' }, (sent) => {
    const presence = clone(sent);
    presence.attrs.from = String(sent.attrs.to);
    return presence;
  }),
];

/** Who has no role receives neither messages nor presence of occupants (XEP-0045, section 5.1.1). */
export async function expectNothingMore(room: Room, mercutio: Session, juliet: Session): Promise<void> {
  const his = room.occupantJid('mercutio');
  await mercutio.send(xml`<presence to="${his}"><show>away</show></presence>`);
  await fenceOutsider(room, 'She is gone', mercutio, juliet);

  expect(juliet).not.to.have.received(xml`<presence from="${his}"><show>away</show></presence>`);
  expect(juliet).not.to.have.received(said('She is gone'));
}
