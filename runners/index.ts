/** The one module that suites import. */
export { expect } from './judge/expect.ts';
export type { Sighting, Violation } from './judge/watch.ts';
export { enableCopies } from './scenario/copies.ts';
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
export type { Fault } from './scenario/fault.ts';
export { disclose } from './scenario/fault-disclose.ts';
export { relist, repage } from './scenario/fault-page.ts';
export { replay } from './scenario/fault-replay.ts';
export { amend, reverse, turnRound, undeclare, unprefix } from './scenario/fault-shape.ts';
export { overtake, shift } from './scenario/fault-shift.ts';
export { conformanceFeatures, requirements } from './scenario/entries.ts';
export { rfc, xep } from './scenario/requirement.ts';
export type { Requirement } from '../reports/model/record.ts';
export type { Story } from './scenario/story.ts';
export { showCapabilities } from './session/capabilities.ts';
export { closeWith } from './session/closing.ts';
export { dial, type Dialled, streamEnd, streamHeader } from './session/dialled.ts';
export type { Attempt } from './session/sasl-attempt.ts';
export { unlessAbsent } from './session/errors.ts';
export { unlessUnreached } from './session/fence.ts';
export { anyOf, errorTo, type Matcher, presenceFrom, replyTo, resultTo, type Sent } from './session/matchers.ts';
export { copiedMessage } from './session/plumbing.ts';
export { askingForm, configure, fieldIn, formIn, shows, submitting } from './session/room-form.ts';
export {
  itemsAbout,
  pushedAs,
  pushWhere,
  readRoster,
  rosterGet,
  rosterItems,
  subscriptionOf,
} from './session/roster.ts';
export { entering, type Room, subjectOf } from './session/room.ts';
export { childElements, clone, type Element, localName, namespaceOf, xml } from './stanza/element.ts';
export type { Session } from './session/session.ts';
export { nonza, streamManagement } from './session/stream-management.ts';
export { canonical, isLike } from './stanza/match.ts';
export { ConnectionError, type StreamEnd } from './transport/stream.ts';
export { ns } from './stanza/namespaces.ts';
export { fresh } from './scenario/unique.ts';
