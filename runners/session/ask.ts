import { plumbingId } from './plumbing.ts';
import { clone, type Element, localName } from '../stanza/element.ts';
import { ConnectionError, type Stream } from '../transport/stream.ts';

/**
 * Requests over a stream that no session owns: preflight and doctor. Replies are told by id and sender, since a reply from
 * somebody else is no reply (RFC 6120, section 8.2.3). Everything else goes to the handlers that were there before.
 */
class Requests {
  readonly #stream: Stream;
  readonly #open = new Map<
    string,
    {
      readonly to: string | undefined;
      readonly settle: (reply: Element) => void;
      readonly fail: (error: Error) => void;
    }
  >();

  constructor(stream: Stream) {
    this.#stream = stream;
    const { onElement, onEnd } = stream;
    stream.onElement = (element) => {
      if (!this.#take(element)) onElement(element);
    };
    stream.onEnd = (end) => {
      for (const { fail } of this.#open.values()) fail(lost(stream, end.detail));
      onEnd(end);
    };
  }

  #take(element: Element): boolean {
    const { id, type, from } = element.attrs as Readonly<Record<string, string | undefined>>;
    const request = this.#open.get(id ?? '');
    if (request === undefined || localName(element) !== 'iq' || (type !== 'result' && type !== 'error')) return false;
    if (!isFrom(from, request.to, this.#stream.fullJid)) return false;
    request.settle(element);
    return true;
  }

  async ask(iq: Element, deadlineMs: number): Promise<Element> {
    if (this.#stream.ended) throw lost(this.#stream, this.#stream.ended.detail);
    const request = clone(iq);
    const id = plumbingId();
    request.attrs.id = id;
    const to = request.attrs.to as string | undefined;
    let timer: NodeJS.Timeout | undefined;
    const reply = new Promise<Element>((settle, fail) => {
      timer = setTimeout(() => fail(late(to ?? 'the own account', deadlineMs)), deadlineMs);
      this.#open.set(id, { to, settle, fail });
    });
    reply.catch(() => undefined);
    try {
      await this.#stream.write(request.toString());
      return await reply;
    } finally {
      clearTimeout(timer);
      this.#open.delete(id);
    }
  }
}

const lost = (stream: Stream, detail: string): ConnectionError =>
  new ConnectionError('open', 'stream-lost', `The stream of ${stream.fullJid} ended before the reply came: ${detail}.`);

const late = (to: string, deadlineMs: number): ConnectionError =>
  new ConnectionError(
    'open',
    'deadline',
    `No reply came from ${to} within ${String(deadlineMs)} ms; check that the server is up and answers requests.`,
  );

/** A reply on behalf of the own account may come without `from`, or from the bare or full JID (RFC 6120, section 8.1.2.1). */
function isFrom(from: string | undefined, to: string | undefined, fullJid: string): boolean {
  if (to !== undefined) return from?.toLowerCase() === to.toLowerCase();
  const bare = fullJid.split('/')[0] ?? '';
  return from === undefined || [fullJid, bare].includes(from);
}

const requestsOf = new WeakMap<Stream, Requests>();

/**
 * Sends an IQ, under an id of the harness's own, and resolves with its reply, be it a result or an error.
 * Rejects with a ConnectionError when the deadline (milliseconds) passes or the stream ends. Set the stream's own handlers first.
 */
export function ask(stream: Stream, iq: Element, deadlineMs: number): Promise<Element> {
  const requests = requestsOf.get(stream) ?? new Requests(stream);
  requestsOf.set(stream, requests);
  return requests.ask(iq, deadlineMs);
}
