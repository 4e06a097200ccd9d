import { NotObserved } from './errors.ts';
import { awaitPlumbing, plumbingId } from './plumbing.ts';
import type { Session } from './session.ts';
import { childElements, clone, type Element, localName, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';

/** Opens a stream unless one is open, and asks for the roster, which makes the resource interested (RFC 6121, section 2.2). */
export async function becomeInterested(session: Session): Promise<void> {
  if (!session.connected) session.attach(await session.around.open(session));
  const id = plumbingId();
  const reply = awaitPlumbing(session, { what: 'the roster', matches: (stanza) => stanza.attrs.id === id });
  reply.catch(() => undefined);
  await session.write(xml`<iq type="get" id="${id}"><query xmlns="${ns.roster}"/></iq>`);
  const query = (await reply).getChild('query', ns.roster);
  session.roster = query ? childElements(query) : [];
}

/**
 * Brings an actor on-line: roster, initial presence, its echo, and the login fence, in one go.
 * Resolves with the moment when presence was sent. Rejects with NotObserved or ConnectionError.
 */
export async function comeOnline(session: Session, presence: Element = xml`<presence/>`): Promise<Date> {
  const interested = becomeInterested(session);
  if (!session.connected) await interested;
  const at = new Date();
  await Promise.all([present(session, presence), interested]);
  await session.fenceLogin();
  return at;
}

/** Sends broadcast presence and resolves with the server's echo of it to the own resource (RFC 6121, section 4.2.2). */
export async function present(session: Session, presence: Element): Promise<Element> {
  const copy = clone(presence);
  copy.attrs.id = plumbingId();
  const done = session.around.waiting(session, 'the echo of the own presence');
  const echo = awaitPlumbing(session, {
    what: 'the echo of the own presence',
    matches: (stanza) => isEcho(session, stanza, copy),
  });
  echo.catch(() => undefined);
  try {
    session.around.onSent(session, copy);
    await session.write(copy);
    const echoed = await echo;
    session.priority = Number(echoed.getChildText('priority') ?? 0);
    return echoed;
  } finally {
    done();
  }
}

const isEcho = (session: Session, stanza: Element, sent: Element): boolean =>
  localName(stanza) === 'presence' && stanza.attrs.id === sent.attrs.id && stanza.attrs.from === session.fullJid;

/** Says unavailable and closes cleanly; the server's closing tag is read, so the resource is gone when this resolves. */
export async function goOffline(session: Session, status?: string): Promise<void> {
  if (!session.connected) throw new NotObserved(`${session.name} is not connected`);
  await session.send(
    status === undefined
      ? xml`<presence type="unavailable"/>`
      : xml`<presence type="unavailable"><status>${status}</status></presence>`,
  );
  await session.stream.close();
}
