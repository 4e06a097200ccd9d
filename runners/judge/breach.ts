import { AssertionError } from 'chai';
import type { Side } from '../../reports/model/record.ts';
import { Element } from '../stanza/element.ts';

/** How a requirement was seen to be broken; becomes the reason code. */
export type BreachKind = 'missing-stanza' | 'forbidden-stanza' | 'wrong-content';

/** An observed breach of what an `expect` demands. */
export class Breach extends AssertionError<{ expected: string; actual: string }> {
  readonly kind: BreachKind;
  readonly wanted: string;
  readonly found: string;
  /** The stanza that gave it away. */
  readonly offending: Element | undefined;
  /** The side of the client that got what must not come. */
  readonly letThrough: Side | undefined;

  constructor(kind: BreachKind, expected: string, actual: string, offending?: Element, letThrough?: Side) {
    super(`expected ${expected}, but ${actual}`, { expected, actual });
    this.kind = kind;
    this.wanted = expected;
    this.found = actual;
    this.offending = offending;
    this.letThrough = letThrough;
  }
}

/** Any assertion of chai as a breach, told as what was expected and what was found. */
export function asBreach(error: unknown): Breach | undefined {
  if (error instanceof Breach) return error;
  if (!(error instanceof AssertionError)) return undefined;
  const { message, actual, expected } = error as { message: string; actual?: unknown; expected?: unknown };
  const [, label = '', wish = message] = /^(?:(.*?): )?expected .*? ((?:not )?to .*)$/s.exec(message) ?? [];
  const wanted = expected === undefined ? wish : describe(expected);
  const found = actual === undefined ? message : `it is ${describe(actual)}`;
  return new Breach('wrong-content', label === '' ? wanted : `${label}: ${wanted}`, found);
}

function describe(value: unknown): string {
  if (value instanceof Element) return value.toString();
  const isPlain = typeof value === 'string' && !/[\t\r\n]/.test(value);
  return isPlain ? value : JSON.stringify(value);
}
