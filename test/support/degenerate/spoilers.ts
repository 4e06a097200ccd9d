import { clone, type Element, localName, xml } from '../../../runners/stanza/element.ts';
import { ns } from '../../../runners/stanza/namespaces.ts';
import type { ServerCertificate, TestAuthority } from '../certificates.ts';
import type { FakePeer } from '../fake-server.ts';
import type { Guest, Manners, Saying } from './small-service.ts';
import { conditions, streamError } from './texts.ts';

/** Makes the manners of B: well-behaved for the preflight, which is its first connection, and not from the second on. */
export type Spoiler = (authority: TestAuthority) => Manners;

export const domain = 'beta.example';

const isMessage = (stanza: Element): boolean => stanza.getChild('body') !== undefined;
const isAnswer = ({ attrs }: Element): boolean => attrs.type === 'result' || attrs.type === 'error';
/** The harness's own requests are left alone, so that a story begins at all. */
const isAnswerToStory = (stanza: Element): boolean => isAnswer(stanza) && !String(stanza.attrs.id).startsWith('fch-');

/** Says this instead of a message with a body that comes for a client of its own. */
export const insteadOfMessage =
  (act: (guest: Guest, message: Element) => readonly Saying[]): Spoiler =>
  () => ({ says: (stanza, guest) => (guest.nth > 1 && isMessage(stanza) ? act(guest, stanza) : [stanza]) });

/** Does this with whatever its clients are told. */
export const withAll =
  (act: (stanza: Element) => readonly Saying[]): Spoiler =>
  () => ({ says: (stanza, { nth }) => (nth > 1 ? act(stanza) : [stanza]) });

/** Does this with its answers to the requests of the story. */
export const withAnswers =
  (attributes: Readonly<Record<string, string>>): Spoiler =>
  () => ({
    sends: (stanza, { connections }) => [
      connections > 1 && isAnswerToStory(stanza) ? changed(stanza, attributes) : stanza,
    ],
  });

/** Treats every connection but the first like this. */
export const onConnections =
  (act: (peer: FakePeer, own: ServerCertificate) => unknown): Spoiler =>
  (authority) => {
    const issued = authority.issue(domain);
    return {
      receives: async (peer, nth) => {
        if (nth > 1) await act(peer, await issued);
        return nth > 1;
      },
    };
  };

export const certified =
  (issue: (authority: TestAuthority) => Promise<ServerCertificate>): Spoiler =>
  (authority) => ({ certificate: async (nth) => (nth === 1 ? undefined : issue(authority)) });

export function changed(stanza: Element, attributes: Readonly<Record<string, string>>): Element {
  const copy = clone(stanza);
  Object.assign(copy.attrs, attributes);
  return copy;
}

export const inAYear = (): string => new Date(Date.now() + 365 * 86_400_000).toISOString();

/** Writes one byte a second, until the client goes. */
export async function byteForByte(peer: FakePeer, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  let at = 0;
  const timer = setInterval(() => peer.write(bytes.subarray(at, (at += 1))), 1000);
  await peer.leaves();
  clearInterval(timer);
}

export const push = (number: number): Element => xml`
  <iq type="set" id="push-${number}" to="bob@${domain}">
    <query xmlns="${ns.roster}"><item jid="friend-${number}@${domain}" subscription="none"/></query>
  </iq>`;

/** Ends all streams as the first message of a story comes, so many times. */
export const restarting =
  (times: number): Spoiler =>
  () => {
    let left = times;
    return {
      says: (stanza, { nth, service }) => {
        if (nth === 1 || !isMessage(stanza) || left < 1) return [stanza];
        left -= 1;
        service.cut(streamError('system-shutdown'));
        return [];
      },
    };
  };

/** Ends each stream of a story with the next condition, as it is asked for the roster. */
export const everyCondition: Spoiler = () => {
  let turn = 0;
  return {
    says: (stanza, { nth }) => {
      if (nth === 1 || localName(stanza) !== 'iq') return [stanza];
      return [streamError(conditions[turn++ % conditions.length] ?? '')];
    },
  };
};
