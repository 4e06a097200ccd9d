import type { Requirement } from '../../reports/model/record.ts';
import type { Fault } from './fault.ts';
import type { Room } from '../session/room.ts';
import type { Session } from '../session/session.ts';
import type { Story } from './story.ts';
import type { Invariant } from '../judge/watch.ts';

/**
 * Roles of servers in a story. The first of a pair stands for A in direction A->B and for B in direction B->A,
 * the second for the other: senderServer and homeServer are first, recipientServer and mucService second.
 */
export type Role = 'senderServer' | 'recipientServer' | 'homeServer' | 'mucService';

export const isFirstRole = (role: Role): boolean => role === 'senderServer' || role === 'homeServer';

export interface ActorOptions {
  /** Which account of that server, counted from 1. Two actors with the same role and account are two of its resources. */
  readonly account?: 1 | 2 | 3;
  readonly priority?: number;
  /** Resource to ask for at binding, instead of a fresh one; the server may bind another (RFC 6120, section 7.7.2). */
  readonly resource?: string;
  /** xml:lang of the stream (RFC 6120, section 4.7.4). */
  readonly lang?: string;
  /** Bound and interested (roster fetched), but no presence sent yet. */
  readonly silent?: boolean;
  /** No stream is prepared ahead for the account while the story plays: its actors are its only connected resources. */
  readonly alone?: boolean;
}

export interface Actor<Kind extends string, R extends Role> {
  readonly kind: Kind;
  readonly role: R;
  readonly options: ActorOptions;
}

interface RoomActor<R extends Role> {
  readonly kind: 'room';
  readonly role: R;
  readonly options: RoomOptions;
}

/** Values of fields of a room's configuration form; a list for a field of several values. */
export type RoomConfig = Readonly<Record<string, string | readonly string[]>>;

export interface RoomOptions {
  /** Fields of the room's configuration form by their XEP-0045 name, without the muc#roomconfig_ in front. */
  readonly config?: RoomConfig;
  /** The same for fields that a service need not have: one that its form lacks is left out. */
  readonly configIfOffered?: RoomConfig;
  /** True: only a name is made up; the scenario creates the room itself. */
  readonly uncreated?: boolean;
}

/** An actor who is available when the story begins: roster fetched, presence sent and echoed. */
export const online = <const R extends Role>(role: R, options: ActorOptions = {}): Actor<'online', R> => ({
  kind: 'online',
  role,
  options,
});

/** An actor whose account has no resource connected when the story begins; `comeOnline` brings it in. */
export const offline = <const R extends Role>(role: R, options: ActorOptions = {}): Actor<'offline', R> => ({
  kind: 'offline',
  role,
  options,
});

/** A room on that role's server, made before the story by its first account, which owns it, and destroyed after. */
export const room = <const R extends Role>(role: R, options: RoomOptions = {}): RoomActor<R> => ({
  kind: 'room',
  role,
  options,
});

/** Whether nobody but the actors themselves may be connected to the account. */
export const keepsOthersAway = ({ kind, options }: Given[string]): boolean =>
  kind === 'offline' || (kind === 'online' && options.alone === true);

export type Given = Readonly<Record<string, Actor<'online' | 'offline', Role> | RoomActor<Role>>>;
export type Actors<G extends Given> = { readonly [Name in keyof G]: G[Name] extends RoomActor<Role> ? Room : Session };
type SessionName<G extends Given> = { [Name in keyof G]: G[Name] extends RoomActor<Role> ? never : Name }[keyof G] &
  string;

type Features = string | readonly string[] | undefined;

export interface ScenarioSpec<G extends Given> {
  /** specification.place.slug, in words; never reused. */
  readonly id: string;
  readonly requirement: Requirement;
  /** Entries of the requirement catalogue (suites/requirements) that this story exercises. */
  readonly covers?: string | readonly string[];
  readonly given: G;
  /** Whom the requirement binds; 'both' where either server of the path can break it. */
  readonly accountable: NoInfer<G[keyof G]['role']> | 'both';
  /** What done to the stanzas that the actors receive must turn the verdict to fail (to warn, for a SHOULD). */
  readonly fault: Fault | readonly Fault[];
  /** [subscriber, contact]: who is subscribed to whose presence when the story begins. */
  readonly subscribed?: readonly (readonly [NoInfer<SessionName<G>>, NoInfer<SessionName<G>>])[];
  /**
   * Service discovery features that a role's server must list, all of them, else the result is not-applicable. Asked are,
   * each once a run and from an account's own session, its domain and the bare JID of each account that an actor of that
   * role has; of `mucService` it is the room service, and the room that was made for the story where the service lists
   * less. Of archives and push it is the accounts, or the room, alone. What a domain or an account of that server lists is
   * asked of it by the role `recipientServer`.
   */
  readonly needs?: Partial<Record<NoInfer<G[keyof G]['role']>, Features>>;
  readonly impact?: 'blocking' | 'degraded' | 'none';
  /** Slow or large: runs only with --heavy. */
  readonly heavy?: boolean;
  /** Needs `story.unreachableDomain()`: runs only with --unreachable. */
  readonly unreachable?: boolean;
  /**
   * Apart from the lanes, alone: `first` before anything else of the run crosses the link between the servers, in which
   * case the preamble and clean-up send nothing across; `last` after all others, as what it does may cut that link, or as
   * other lanes would disturb it.
   */
  readonly when?: 'first' | 'last';
}

export type Body<G extends Given> = (actors: Actors<G>, story: Story) => Promise<void>;

/** A declared scenario, as the campaign sees it. */
export interface Scenario
  extends Omit<ScenarioSpec<Given>, 'fault' | 'subscribed' | 'accountable' | 'needs' | 'covers'> {
  readonly title: string;
  readonly area: string;
  readonly feature: string;
  readonly article: string;
  readonly file: string;
  readonly accountable: Role | 'both';
  readonly faults: readonly Fault[];
  readonly covers: readonly string[];
  readonly subscribed: readonly (readonly [string, string])[];
  readonly needs: Partial<Record<Role, readonly string[]>>;
  readonly body: (actors: Record<string, Session | Room>, story: Story) => Promise<void>;
  /** Present on an invariant: it has no story and watches those of the others. */
  readonly invariant?: Invariant;
}

export interface InvariantSpec {
  readonly id: string;
  readonly requirement: Requirement;
  readonly covers?: string | readonly string[];
  readonly check: Invariant['check'];
  /** What done to the stanzas of the carrier's story must make the invariant fail. */
  readonly fault: Fault;
  /** Id of the scenario whose story the self-test spoils. */
  readonly carrier: string;
}

export interface Feature {
  readonly feature: string;
  readonly article: string;
}

const listOf = (words: string | readonly string[] = []): readonly string[] =>
  typeof words === 'string' ? [words] : words;

const declared: Scenario[] = [];
let place: { area: string; file: string } = { area: '', file: '' };
let current: Feature = { feature: '', article: '' };

/** The suite file whose declarations are being collected. */
export const fileBeingLoaded = (): string => place.file;

/** Groups the scenarios of one function, named as users know it, with the paragraph of DMA Article 7 that speaks of it. */
export function describe(feature: string, article: string, declare: () => void): void {
  const outer = current;
  current = { feature, article };
  declare();
  current = outer;
}

/** Declares a scenario: one story about one requirement, judged once per direction. */
export function scenario<const G extends Given>(title: string, spec: ScenarioSpec<G>, body: Body<G>): void {
  const { fault, covers, subscribed, needs, ...rest } = spec;
  declared.push({
    ...rest,
    ...place,
    ...current,
    title,
    faults: Array.isArray(fault) ? fault : [fault as Fault],
    covers: listOf(covers),
    subscribed: subscribed ?? [],
    needs: Object.fromEntries(Object.entries<Features>(needs ?? {}).map(([role, list]) => [role, listOf(list)])),
    body: body as Scenario['body'],
  });
}

/** Declares what must hold of every stanza that any session receives; judged at the end of the run, once per direction. */
export function invariant(title: string, { fault, covers, check, carrier, ...spec }: InvariantSpec): void {
  declared.push({
    ...spec,
    ...place,
    ...current,
    title,
    given: {},
    accountable: 'recipientServer',
    faults: [fault],
    covers: listOf(covers),
    subscribed: [],
    needs: {},
    body: () => Promise.resolve(),
    invariant: { check, carrier },
  });
}

/** Collects what a suite file declares while it is imported; used by the catalogue only. */
export async function collect(file: string, area: string, load: () => Promise<unknown>): Promise<readonly Scenario[]> {
  const from = declared.length;
  place = { area, file };
  await load();
  return declared.slice(from);
}
