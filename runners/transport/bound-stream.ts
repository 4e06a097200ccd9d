import { childElements, type Element, localName, namespaceOf } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import type { ParserHandlers, StrictParser } from './strict-parser.ts';
import { ConnectionError, type Stream, type StreamEnd, type StreamFacts } from './stream.ts';
import type { Wire, WireHandlers } from './wire.ts';

export interface BoundFacts {
  readonly fullJid: string;
  readonly facts: StreamFacts;
  readonly features: Element;
  readonly deadlineMs: number;
}

const closingTag = '</stream:stream>';
const longestGoodbyeMs = 2000;

/** A stream after binding. What arrives before somebody listens is kept. */
export class BoundStream implements Stream, ParserHandlers, WireHandlers {
  readonly fullJid: string;
  readonly facts: StreamFacts;
  readonly features: Element;
  readonly #wire: Wire;
  readonly #parser: StrictParser;
  readonly #deadlineMs: number;
  readonly #unseen: Element[] = [];
  #onElement: ((element: Element) => void) | undefined;
  #onEnd: ((end: StreamEnd) => void) | undefined;
  #ended: StreamEnd | undefined;
  #told = false;
  #closing: Promise<void> | undefined;
  #closed: () => void = () => undefined;

  /** Takes over what the parser and the wire report. */
  constructor(wire: Wire, parser: StrictParser, { fullJid, facts, features, deadlineMs }: BoundFacts) {
    this.fullJid = fullJid;
    this.facts = facts;
    this.features = features;
    this.#wire = wire;
    this.#parser = parser;
    this.#deadlineMs = deadlineMs;
    parser.handlers = this;
    wire.listen(this);
  }

  get ended(): StreamEnd | undefined {
    return this.#ended;
  }

  get onElement(): (element: Element) => void {
    return this.#onElement ?? (() => undefined);
  }

  /** What was kept follows right after the current turn, so that the one who assigns is ready. */
  set onElement(listener: (element: Element) => void) {
    this.#onElement = listener;
    queueMicrotask(() => {
      this.#deliver();
    });
  }

  get onEnd(): (end: StreamEnd) => void {
    return this.#onEnd ?? (() => undefined);
  }

  set onEnd(listener: (end: StreamEnd) => void) {
    this.#onEnd = listener;
    queueMicrotask(() => {
      this.#deliver();
      this.#tellEnd();
    });
  }

  write(text: string | Uint8Array): Promise<void> {
    const over = this.#ended?.detail ?? (this.#closing ? 'it is being closed' : undefined);
    if (over !== undefined) return Promise.reject(this.#overError(over));
    return new Promise((resolve, reject) => {
      this.#wire.write(text, (error) => {
        if (error) reject(this.#overError(this.#ended?.detail ?? 'the connection broke'));
        else resolve();
      });
    });
  }

  close(lastWords = ''): Promise<void> {
    this.#closing ??= this.#ended ? Promise.resolve() : this.#sayGoodbye(lastWords);
    return this.#closing;
  }

  destroy(): void {
    this.#end({ reason: 'closed-by-us', detail: 'we cut the connection' });
    this.#unseen.length = 0;
    this.#wire.destroy();
  }

  reset(): void {
    this.#end({ reason: 'closed-by-us', detail: 'we reset the connection' });
    this.#unseen.length = 0;
    this.#wire.reset();
  }

  start(): void {
    // The header of this stream came before binding.
  }

  element(element: Element): void {
    if (this.#ended) return;
    this.#unseen.push(element);
    if (this.#onElement) this.#deliver();
    if (localName(element) === 'error' && namespaceOf(element) === ns.stream) this.#streamError(element);
  }

  /** The server's closing tag. "the entity that receives it … MUST close its own stream" (RFC 6120, section 4.4) */
  end(): void {
    const end: StreamEnd = this.#closing
      ? { reason: 'closed-by-us', detail: 'both sides closed the stream', answered: true }
      : { reason: 'closed-by-server', detail: 'the server closed the stream' };
    this.#endWith(end, this.#closing ? '' : closingTag);
  }

  malformed(detail: string): void {
    const answer = `<stream:error><not-well-formed xmlns='${ns.streams}'/></stream:error>${closingTag}`;
    this.#endWith({ reason: 'not-well-formed', detail: `the server sent ${detail}` }, answer);
  }

  /** There is no saying goodbye to one who does not stop. */
  flooded(detail: string): void {
    this.#end({ reason: 'flooded', detail: `the server sent ${detail}, and was cut off` });
    this.#unseen.length = 0;
    this.#wire.destroy();
  }

  thrown(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.#end({ reason: 'connection-lost', detail: `fedcheck itself failed on what arrived: ${why}` });
    this.#wire.destroy();
  }

  text(text: string): void {
    this.#parser.write(text);
  }

  lost(detail: string): void {
    this.#end(
      this.#closing
        ? {
            reason: 'closed-by-us',
            detail: `the stream was closed, but ${detail} without its closing tag`,
            answered: false,
          }
        : { reason: 'connection-lost', detail: `${detail} without closing the stream` },
    );
  }

  #streamError(element: Element): void {
    const { condition, text } = streamErrorOf(element);
    this.#endWith({ reason: 'stream-error', detail: text === '' ? condition : `${condition}: ${text}` }, closingTag);
  }

  #sayGoodbye(lastWords: string): Promise<void> {
    const waitMs = Math.min(this.#deadlineMs, longestGoodbyeMs);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#endWith({
          reason: 'closed-by-us',
          detail: `the server did not close its stream within ${String(waitMs / 1000)} s`,
          answered: false,
        });
      }, waitMs);
      this.#closed = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#wire.write(lastWords + closingTag);
    });
  }

  #endWith(end: StreamEnd, lastWords = ''): void {
    if (this.#ended) return;
    if (lastWords !== '') this.#wire.write(lastWords);
    this.#end(end);
    this.#wire.finish();
  }

  #end(end: StreamEnd): void {
    if (this.#ended) return;
    this.#ended = end;
    this.#parser.stop();
    this.#closed();
    this.#tellEnd();
  }

  /** In a loop, for a listener may write, close, or be replaced. */
  #deliver(): void {
    for (let next = this.#onElement && this.#unseen.shift(); next; next = this.#unseen.shift()) {
      try {
        this.#onElement?.(next);
      } catch (error) {
        this.thrown(error);
        return;
      }
    }
  }

  #tellEnd(): void {
    const listener = this.#onEnd;
    const end = this.#ended;
    if (listener === undefined || end === undefined || this.#told) return;
    this.#told = true;
    try {
      listener(end);
    } catch {
      // There is nobody left to tell.
    }
  }

  #overError(detail: string): ConnectionError {
    return new ConnectionError('open', 'stream-over', `The stream of ${this.fullJid} is over: ${detail}.`);
  }
}

/** Condition and text of a stream error (RFC 6120, section 4.9.2), fit to be shown. */
export function streamErrorOf(error: Element): { condition: string; text: string } {
  const children = childElements(error).filter((child) => namespaceOf(child) === ns.streams);
  const condition = children.map(localName).find((name) => name !== 'text' && /^[a-z-]{1,40}$/.test(name));
  const text = children.find((child) => localName(child) === 'text')?.getText() ?? '';
  return { condition: condition ?? 'undefined-condition', text: text.slice(0, 200) };
}
