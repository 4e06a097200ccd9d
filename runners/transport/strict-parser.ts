import { SaxesParser, type SaxesTagNS } from 'saxes';
import { Element } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';

/** Bounds, so that a hostile server costs neither memory nor time. */
export interface ParserLimits {
  /** Of one first-level element. */
  readonly characters: number;
  readonly nodes: number;
  readonly attributes: number;
  readonly depth: number;
  /** Of the whole stream: no story needs a hundredth of it. */
  readonly stream?: { readonly characters: number; readonly nodes: number; readonly elements: number };
}

const defaultLimits: Required<ParserLimits> = {
  characters: 16 * 1024 * 1024,
  nodes: 200_000,
  attributes: 1000,
  depth: 200,
  stream: { characters: 32 * 1024 * 1024, nodes: 250_000, elements: 20_000 },
};

export interface ParserHandlers {
  /** The stream header. */
  start(header: Element): void;
  /** A complete first-level element. It has no parent; every namespace in it resolves without the stream header. */
  element(element: Element): void;
  /** The closing tag of the stream. */
  end(): void;
  /** The text is no XMPP stream (RFC 6120, section 11). Called at most once, as the last. */
  malformed(detail: string): void;
  /** There is no end to what comes, though it may be well-formed. Called at most once, as the last; else `malformed` is. */
  flooded?(detail: string): void;
  /** One of the other handlers threw. Called at most once, as the last. */
  thrown(error: unknown): void;
}

/** What one of the handlers threw, kept apart from what is wrong with the text. */
class HandlerError extends Error {}

/** A bound of the whole stream was reached. */
class Flood extends Error {
  constructor(limit: number, what: string) {
    super(`more than ${String(limit)} ${what} on one stream`);
  }
}

/** Reads one XML stream in chunks: well-formed, namespace-well-formed, without the XML that RFC 6120, section 11.1, forbids. */
export class StrictParser {
  handlers: ParserHandlers;
  readonly #limits: ParserLimits;
  readonly #saxes = new SaxesParser({ xmlns: true, position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  #over = false;
  #closing = false;
  #depth = 0;
  #current: Element | undefined;
  #characters = 0;
  #nodes = 0;
  #attributes = 0;
  readonly #total = { characters: 0, nodes: 0, elements: 0 };

  constructor(handlers: ParserHandlers, limits: ParserLimits = defaultLimits) {
    this.handlers = handlers;
    this.#limits = limits;
    this.#refuseRestrictedXml();
    this.#saxes.on('error', (error) => {
      if (this.#over) return;
      // A closing tag is reported before its name is compared.
      if (!error.message.startsWith('unexpected close tag')) this.#settle();
      throw error;
    });
    this.#saxes.on('opentagstart', () => {
      this.#settle();
      this.#attributes = 0;
    });
    this.#saxes.on('attribute', () => {
      this.#attributes += 1;
      if (this.#attributes > limits.attributes)
        throw new Error(`more than ${String(limits.attributes)} attributes on one element`);
    });
    this.#saxes.on('opentag', (tag) => {
      this.#open(tag);
    });
    this.#saxes.on('text', (text) => {
      this.#text(text);
    });
    this.#saxes.on('cdata', (text) => {
      this.#text(text);
    });
    this.#saxes.on('closetag', () => {
      this.#settle();
      this.#closing = true;
    });
  }

  write(text: string): void {
    if (this.#over) return;
    this.#characters += text.length;
    try {
      this.#add('characters', text.length);
      if (this.#characters > this.#limits.characters) {
        throw new Error(`an element of more than ${String(this.#limits.characters)} characters`);
      }
      this.#saxes.write(text);
      this.#settle();
      this.#refuseBareAmpersand();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Nothing is reported any more, not even what is left of the current chunk. */
  stop(): void {
    this.#over = true;
  }

  #fail(error: unknown): void {
    if (this.#over) return;
    this.#over = true;
    try {
      if (error instanceof HandlerError) this.handlers.thrown(error.cause);
      else if (error instanceof Flood && this.handlers.flooded) this.handlers.flooded(error.message);
      else this.handlers.malformed(error instanceof Error ? error.message.replace(/\.$/, '') : String(error));
    } catch {
      // A handler that fails on a failure has been told; the socket's data handler must not hear of it.
    }
  }

  #tell(report: () => void): void {
    try {
      report();
    } catch (error) {
      throw new HandlerError('a handler threw', { cause: error });
    }
  }

  /** "an XMPP entity MUST NOT send: comments, processing instructions, DTD, undeclared entities" */
  #refuseRestrictedXml(): void {
    const refuse = (what: string) => () => {
      this.#settle();
      if (!this.#over) throw new Error(`${what}, which XMPP forbids`);
    };
    this.#saxes.on('comment', refuse('a comment'));
    this.#saxes.on('processinginstruction', refuse('a processing instruction'));
    this.#saxes.on('doctype', refuse('a document type declaration'));
    this.#saxes.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') throw new Error('an encoding other than UTF-8');
    });
  }

  /** The parser would wait for a semicolon as long as it takes. */
  #refuseBareAmpersand(): void {
    const unfinished: unknown = Reflect.get(this.#saxes, 'entity');
    if (typeof unfinished === 'string' && !/^(?:#x?[\da-f]*|[a-z]*)$/i.test(unfinished)) {
      throw new Error('an ampersand that starts no reference');
    }
  }

  #open(tag: SaxesTagNS): void {
    if (this.#over) return;
    this.#depth += 1;
    this.#count();
    if (this.#depth > this.#limits.depth) throw new Error(`elements nested deeper than ${String(this.#limits.depth)}`);
    const element = new Element(
      tag.name,
      Object.fromEntries(Object.entries(tag.attributes).map(([name, { value }]) => [name, value])),
    );
    if (this.#depth === 1) {
      this.#start(tag, element);
      return;
    }
    if (this.#current) this.#current.cnode(element);
    declareInherited(element, tag);
    this.#current = element;
  }

  #start(tag: SaxesTagNS, header: Element): void {
    if (tag.local !== 'stream' || tag.uri !== ns.stream) {
      throw new Error(`the document starts with <${tag.name.slice(0, 80)}> instead of an XMPP stream header`);
    }
    this.#startOver();
    this.#tell(() => {
      this.handlers.start(header);
    });
  }

  #text(text: string): void {
    this.#settle();
    if (this.#over) return;
    if (this.#current) {
      this.#count();
      this.#current.t(text);
    } else if (this.#depth === 1 && text.trim() !== '') throw new Error('text between the elements of the stream');
  }

  /** Acts on a closing tag, once it is known to be the right one. */
  #settle(): void {
    if (!this.#closing || this.#over) return;
    this.#closing = false;
    this.#depth -= 1;
    const closed = this.#current;
    if (closed === undefined) {
      this.#tell(() => {
        this.handlers.end();
      });
      this.#over = true;
      return;
    }
    this.#current = closed.parent ?? undefined;
    if (this.#depth > 1) return;
    this.#startOver();
    this.#tell(() => {
      this.handlers.element(closed);
    });
    this.#add('elements', 1);
  }

  #add(what: 'characters' | 'nodes' | 'elements', more: number): void {
    const most = (this.#limits.stream ?? defaultLimits.stream)[what];
    this.#total[what] += more;
    if (this.#total[what] > most) throw new Flood(most, what);
  }

  #count(): void {
    this.#add('nodes', 1);
    this.#nodes += 1;
    if (this.#nodes > this.#limits.nodes)
      throw new Error(`more than ${String(this.#limits.nodes)} nodes in one element`);
  }

  #startOver(): void {
    this.#characters = 0;
    this.#nodes = 0;
  }
}

/** Declares on the element what only the stream header declares. */
function declareInherited(element: Element, tag: SaxesTagNS): void {
  const declare = (prefix: string, uri: string): void => {
    if (uri === '' || prefix === 'xml' || prefix === 'xmlns' || element.findNS(prefix) === uri) return;
    element.attrs[prefix === '' ? 'xmlns' : `xmlns:${prefix}`] = uri;
  };
  declare(tag.prefix, tag.uri);
  for (const { prefix, uri } of Object.values(tag.attributes)) if (prefix !== '') declare(prefix, uri);
}
