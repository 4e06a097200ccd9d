/** The one module that suites import. */
export { expect } from './judge/expect.ts';
export type { Sighting, Violation } from './judge/watch.ts';
export { describe, invariant, offline, online, room, scenario } from './scenario/declare.ts';
export {
  advisory,
  drop,
  dropLater,
  duplicate,
  inject,
  leak,
  rename,
  reorder,
  retext,
  rewrite,
  strip,
} from './scenario/fault.ts';
export { rfc, xep } from './scenario/requirement.ts';
export type { Story } from './scenario/story.ts';
export { unlessAbsent } from './session/errors.ts';
export { anyOf, errorTo, type Matcher, presenceFrom, replyTo, resultTo, type Sent } from './session/matchers.ts';
export { entering, subjectOf } from './session/room.ts';
export { childElements, clone, type Element, localName, namespaceOf, xml } from './stanza/element.ts';
export type { Session } from './session/session.ts';
export { canonical, isLike } from './stanza/match.ts';
export type { StreamEnd } from './transport/stream.ts';
export { ns } from './stanza/namespaces.ts';
export { fresh } from './scenario/unique.ts';
