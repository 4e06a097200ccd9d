import type { Direction, Result, Side } from './record.ts';
import type { ProfileLevel, Question, SubProfile, SuiteFeature } from './profile.ts';

/** What a run says of the levels, views and questions of its profiles, as the reports show it. */

export const levelStates = [
  'met',
  'met with observations',
  'met in itself',
  'not met',
  'undetermined',
  'not due',
] as const;
export type LevelState = (typeof levelStates)[number];

/** What a reason does to a state: refuses it, leaves it open, is observed, or is only worth knowing. */
export type ReasonKind = 'hinders' | 'open' | 'observed' | 'noted';

/** One reason for a state. */
export interface LevelReason {
  readonly kind: ReasonKind;
  /** Entry of the catalogue; empty for a reason that lies in no entry, such as a needed level. */
  readonly entry: string;
  readonly results: readonly Result[];
  readonly atFault: Result['atFault'];
  readonly sentence: string;
}

/** The state in one direction. */
export interface LevelCell {
  readonly state: LevelState;
  /** What the state would be if the level were due; the same as `state` where it is. */
  readonly readiness: Exclude<LevelState, 'not due'>;
  /** Decisive ones first: what hinders, what is open, what was observed, what is worth knowing. */
  readonly reasons: readonly LevelReason[];
  /** Gating entries that count here, and how many of them held or do not apply. */
  readonly gating: number;
  readonly held: number;
}

export interface LevelRow {
  readonly profile: string;
  readonly level: ProfileLevel;
  readonly cells: Readonly<Record<Direction, LevelCell>>;
  /** The worse of both directions. */
  readonly state: LevelState;
  /** "A->B, rooms on B": where rooms are hosted matters to some levels. */
  readonly labels: Readonly<Record<Direction, string>>;
  /** Day from which it is due (YYYY-MM-DD), or would be upon request; null where no designation is declared. */
  readonly due: string | null;
  readonly dueLabel: string;
  /** Services that the law obliges by the declarations; where none, no state accuses anybody of non-compliance. */
  readonly obliged: readonly Side[];
}

export interface SubProfileRow {
  readonly profile: string;
  readonly subProfile: SubProfile;
  readonly entries: readonly string[];
  readonly cells: Readonly<Record<Direction, Pick<LevelCell, 'state' | 'reasons' | 'gating' | 'held'>>>;
}

/**
 * What the results say to a question: it holds, it does not, or they leave it open (also where none bears on it).
 * `supported`: nothing speaks against it, and the rest only the provider can say.
 */
export type QuestionFinding = 'holds' | 'supported' | 'does not hold' | 'open';

export interface QuestionRow {
  readonly profile: string;
  readonly question: Question;
  /** By what it is answered in full. What results can only support stays open until the provider declares it. */
  readonly answered: 'by results' | 'by declaration' | 'by both' | 'open';
  readonly finding: QuestionFinding;
  readonly reasons: readonly LevelReason[];
  /** What each provider declares. */
  readonly statements: readonly { readonly side: Side; readonly text: string }[];
}

export const suiteStates = [
  'works',
  'works with a warning',
  'broken',
  'undetermined',
  'not offered',
  'advertised',
  'not tested',
] as const;
export type SuiteState = (typeof suiteStates)[number];

export interface SuiteCell {
  readonly state: SuiteState;
  readonly reason: string;
  readonly results: readonly Result[];
}

export interface SuiteRow {
  readonly profile: string;
  readonly feature: SuiteFeature;
  readonly cells: Readonly<Record<Side, SuiteCell>>;
}
