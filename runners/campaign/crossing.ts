import { NotObserved } from '../session/errors.ts';
import { plumbingId } from '../session/plumbing.ts';
import type { Session } from '../session/session.ts';
import { xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';

/** How long the first stanza took, or why it did not get through. */
export interface FirstStanza {
  readonly ms: number;
  readonly problem?: string;
}

/**
 * The first stanza of a direction: it pays for DNS, TLS and authentication between the servers.
 * An error that comes back ends the wait at once.
 */
export async function firstStanza(from: Session, to: Session, deadlineMs: number): Promise<FirstStanza> {
  const id = plumbingId();
  const start = performance.now();
  const arrival = to.plumbing.wait(
    {
      what: `the first stanza from ${from.bareJid}`,
      matches: (stanza) => stanza.attrs.id === id && stanza.attrs.type !== 'error',
    },
    deadlineMs,
  );
  const isBounce = {
    what: 'an error',
    matches: (stanza: { attrs: Record<string, unknown> }) => stanza.attrs.id === id && stanza.attrs.type === 'error',
  };
  const bounce = Promise.race([from.plumbing.wait(isBounce, deadlineMs), from.inbox.wait(isBounce, deadlineMs)]);
  bounce.catch(() => undefined);
  arrival.catch(() => undefined);
  await from.write(
    xml`<message to="${to.fullJid}" id="${id}"><fence xmlns="${ns.fence}"/><no-store xmlns="${ns.hints}"/></message>`,
  );
  const refused = bounce.then(
    (stanza) => new NotObserved(`${from.domain} answered ${stanza.getChild('error')?.toString() ?? 'with an error'}`),
  );
  const outcome = await Promise.race([arrival, refused]).catch((error: unknown) => error as Error);
  const ms = performance.now() - start;
  return outcome instanceof Error
    ? { ms, problem: `no stanza gets from ${from.domain} to ${to.domain}: ${outcome.message}` }
    : { ms };
}

/** Whatever the answer: a service of rooms that is not reached concerns the scenarios with rooms alone. */
export async function warm(session: Session, mucService: string | null): Promise<void> {
  if (mucService === null) return;
  await session.request(xml`<iq type="get" to="${mucService}"><query xmlns="${ns.discoInfo}"/></iq>`);
}
