import { type Element, ns, type Sent, type Session, xml } from '../../runners/index.ts';

/** The latest only, whatever an account has kept (XEP-0059, section 2.5). */
const lastPage = xml`<set xmlns="http://jabber.org/protocol/rsm"><max>10</max><before/></set>`;

/** Asks for what the account has in its archive, where it has one. */
export const askArchive = (actor: Session): Promise<Sent> =>
  actor.send(xml`<iq type="set"><query xmlns="${ns.mam}">${lastPage}</query></iq>`);

/** The message as the account's archive gives it (XEP-0313, section 4.2). */
export const archived = ({ id }: Sent) => ({
  what: 'the message out of the archive',
  matches: (stanza: Element) =>
    stanza.getChild('result', ns.mam)?.getChild('forwarded', ns.forward)?.getChild('message')?.attrs.id === id,
});
