import * as chai from 'chai';
import { Dialled } from '../session/dialled.ts';
import { DeadlinePassed } from '../session/errors.ts';
import { matcherFor, type Wanted } from '../session/matchers.ts';
import { Session } from '../session/session.ts';
import { childElements, Element, localName, namespaceOf } from '../stanza/element.ts';
import { carries, difference } from '../stanza/match.ts';
import { ns } from '../stanza/namespaces.ts';
import { Breach } from './breach.ts';

declare global {
  namespace Chai {
    interface Assertion {
      /** Waits for an arrival that is itself the requirement; a breach when the deadline passes and the stream is still up. */
      receive(wanted: Wanted, deadlineMs?: number): Promise<Element>;
      /** Looks back, after a fence: `expect(juliet).not.to.have.received(sent)`. Kept in the late ledger. */
      received(wanted: Wanted): void;
      /** Subset matching of a stanza: the pattern's attributes, text and children must be there. */
      like(pattern: Element): Assertion;
      /** One of the descendants is like the pattern. */
      carry(pattern: Element): Assertion;
      /** A stanza error with one of these conditions; any defined condition when none is given. */
      stanzaError(...conditions: string[]): Assertion;
      /** An XEP-0082 time in UTC, whichever. */
      utcStamp(): Assertion;
      /**
       * The same, and neither another time zone's nor more than a day before or after the two moments: a clock that is
       * wrong breaks no format, a time zone does.
       */
      utcStampWithin(from: Date, to: Date): Assertion;
    }
  }
}

// What was found belongs in the report whole, not as "[ …(8) ]".
chai.config.truncateThreshold = 1000;

const skewMs = 60_000;
const quarterMs = 15 * 60_000;
const dayMs = 24 * 60 * 60_000;
const stampForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00|-00:00)$/;
const isUtc = (stamp: string): boolean => stampForm.test(stamp) && !Number.isNaN(Date.parse(stamp));

/** Whether it can be a clock that is wrong: zones are whole quarters of an hour off, two at least and 14 hours at most. */
function isClockError(offMs: number): boolean {
  const quarters = Math.round(offMs / quarterMs);
  const isZone = quarters >= 2 && quarters <= 56 && Math.abs(offMs - quarters * quarterMs) <= skewMs;
  return !isZone && offMs <= dayMs;
}

const sessionOf = (subject: unknown): Session => {
  if (subject instanceof Session) return subject;
  throw new TypeError('this expectation is about an actor');
};

const elementOf = (subject: unknown): Element => {
  if (subject instanceof Element) return subject;
  throw new Breach('wrong-content', 'a stanza or element to be there', 'it is absent');
};

const receiverOf = (subject: unknown): Session | Dialled => (subject instanceof Dialled ? subject : sessionOf(subject));

async function receive(session: Session | Dialled, wanted: Wanted, deadlineMs?: number): Promise<Element> {
  try {
    return await session.receive(wanted, deadlineMs);
  } catch (error) {
    if (error instanceof DeadlinePassed) {
      throw new Breach(
        'missing-stanza',
        `${session.name} to receive ${error.wanted}`,
        `it never came; ${session.name} received ${error.seen}`,
      );
    }
    throw error;
  }
}

function notReceived(session: Session, wanted: Wanted): void {
  const matcher = matcherFor(wanted);
  session.around.forbid(session, matcher);
  const [offending] = session.received(matcher);
  if (offending) {
    throw new Breach(
      'forbidden-stanza',
      `${session.name} not to receive ${matcher.what}`,
      `it received ${offending.toString()}`,
      offending,
      session.side,
    );
  }
}

function conditionOf(stanza: Element): string | undefined {
  const error = stanza.attrs.type === 'error' ? stanza.getChild('error') : undefined;
  const condition =
    error && childElements(error).find((child) => namespaceOf(child) === ns.stanzas && localName(child) !== 'text');
  return condition && localName(condition);
}

chai.use((_chai, utils) => {
  const { Assertion } = chai;
  const negated = (assertion: Chai.AssertionStatic): boolean => utils.flag(assertion, 'negate') === true;

  Assertion.addMethod('receive', function (this: Chai.AssertionStatic, wanted: Wanted, deadlineMs?: number) {
    if (negated(this))
      throw new TypeError('use `not.to.have.received` after a fence: nothing can be awaited not to come');
    return receive(receiverOf(this._obj), wanted, deadlineMs);
  } as never);

  Assertion.addMethod('received', function (this: Chai.AssertionStatic, wanted: Wanted) {
    if (!negated(this)) throw new TypeError('use `to.receive`: it waits');
    notReceived(sessionOf(this._obj), wanted);
  });

  Assertion.addMethod('like', function (this: Chai.AssertionStatic, pattern: Element) {
    const stanza = elementOf(this._obj);
    const found = difference(stanza, pattern);
    if (negated(this)) {
      if (found === undefined)
        throw new Breach('wrong-content', `nothing like ${pattern.toString()}`, `it is ${stanza.toString()}`, stanza);
    } else if (found !== undefined) {
      throw new Breach('wrong-content', `a stanza like ${pattern.toString()}`, found, stanza);
    }
  });

  Assertion.addMethod('carry', function (this: Chai.AssertionStatic, pattern: Element) {
    const stanza = elementOf(this._obj);
    if (carries(stanza, pattern) === negated(this)) {
      const wish = negated(this) ? 'not to carry' : 'to carry';
      throw new Breach(
        'wrong-content',
        `the ${stanza.name} from ${String(stanza.attrs.from)} ${wish} ${pattern.toString()}`,
        `it is ${stanza.toString()}`,
        stanza,
      );
    }
  });

  Assertion.addMethod('stanzaError', function (this: Chai.AssertionStatic, ...conditions: string[]) {
    const stanza = elementOf(this._obj);
    const condition = conditionOf(stanza);
    if (condition === undefined || (conditions.length > 0 && !conditions.includes(condition))) {
      const wish = conditions.length > 0 ? conditions.join(' or ') : 'a defined condition';
      throw new Breach(
        'wrong-content',
        `a stanza error with ${wish}`,
        condition === undefined ? `it is ${stanza.toString()}` : `the condition is ${condition}`,
        stanza,
      );
    }
  });

  Assertion.addMethod('utcStamp', function (this: Chai.AssertionStatic) {
    const stamp = String(this._obj);
    if (!isUtc(stamp)) throw new Breach('wrong-content', 'a UTC time', `it is ${stamp}`);
  });

  Assertion.addMethod('utcStampWithin', function (this: Chai.AssertionStatic, from: Date, to: Date) {
    const stamp = String(this._obj);
    const time = Date.parse(stamp);
    if (!isUtc(stamp) || !isClockError(Math.max(from.getTime() - time, time - to.getTime()))) {
      throw new Breach(
        'wrong-content',
        `a UTC time between ${from.toISOString()} and ${to.toISOString()}`,
        `it is ${stamp}`,
      );
    }
  });
});

/** chai's `expect` with expectations about actors and stanzas. Only what fails here can become a breach. */
export const expect = chai.expect;
