import type { Direction, Result, RunRecord, Side } from '../../reports/model/record.ts';
import type { Plan } from '../config/plan.ts';
import type { Scenario } from '../scenario/declare.ts';
import type { Fault } from '../scenario/fault.ts';
import type { KeptLog } from './kept.ts';
import type { Watching } from './watching.ts';

/** One scenario in one direction: a line of the ledger. Everything planned ends as a result. */
export interface Planned {
  readonly scenario: Scenario;
  readonly direction: Direction;
  /** For the self-test: what the actors receive is spoilt. */
  readonly spoilt?: Spoilt;
}

/** A story that is played with a fault on the wire. What it receives counts for no invariant and for no other story. */
export interface Spoilt {
  readonly fault: Fault;
  /** Of the scenario's faults, counted from 1. */
  readonly number: number;
  /** Bound of the waits of the story itself, in milliseconds. */
  readonly deadlineMs: number;
  /** What the actors send and receive is shown to these invariants alone; then no control is played. */
  readonly watching?: Watching;
}

/** Which results are wanted; every field narrows, an absent one does not. Values are checked by `select`. */
export interface Selection {
  readonly scenario?: readonly string[]; // id or glob
  readonly exclude?: readonly string[]; // id or glob
  readonly area?: readonly string[];
  readonly specification?: readonly string[]; // 'RFC 6121' or 'rfc6121'
  readonly level?: readonly string[];
  readonly party?: readonly string[]; // role
  readonly profile?: readonly string[]; // id of a profile, a level or a view
  readonly direction?: Direction;
}

export type CampaignEvent =
  | { readonly type: 'preflight'; readonly text: string }
  | { readonly type: 'planned'; readonly run: RunRecord; readonly total: number }
  | { readonly type: 'started'; readonly scenario: string; readonly direction: Direction }
  | { readonly type: 'waiting'; readonly scenario: string; readonly direction: Direction; readonly what: string }
  | { readonly type: 'finished'; readonly done: number; readonly total: number; readonly result: Result }
  /** A verdict changed after it was given: something forbidden arrived late. */
  | { readonly type: 'amended'; readonly result: Result }
  /** The campaign fails, and this could not be put back; otherwise it is in the record. */
  | { readonly type: 'left-behind'; readonly what: readonly string[] };

export interface CampaignOptions {
  readonly plan: Plan;
  readonly planned: readonly Planned[];
  /** True when a selection left something out. */
  readonly filtered: boolean;
  /** Results folder of this run (runs' own, named after the run). The campaign writes events.jsonl, transcripts and context. */
  readonly directory: string;
  readonly runId: string;
  readonly command: string;
  readonly onEvent: (event: CampaignEvent) => void;
  /** Aborted by the first interrupt, or when a target is gone: finish what is under way, clean up, report the rest as not run. */
  readonly signal: AbortSignal;
  /** Where changes of accounts are written down before they are made; the campaign has one of its own where none is given. */
  readonly kept?: KeptLog;
  /** What stays behind when the run is killed, for the record that is made from its events. */
  readonly leftWhenKilled?: readonly string[];
  /** Whether the transcripts of what was played are written; where this is absent they are. */
  readonly keepsEvidence?: (planned: Planned) => boolean;
  /** Bound of the waits of the stories themselves, in milliseconds, where it is not that of the plan (self-test). */
  readonly storyDeadlineMs?: number;
  /** Clause and reason of a deviation that is on record for the servers under test; for the lab only. */
  readonly known?: (result: Result, software: Readonly<Record<Side, string>>) => string | undefined;
}

/** Runs the plan. Resolves with the record, also after an interrupt or the loss of a server; then `partial` is true. */
export type RunCampaign = (options: CampaignOptions) => Promise<RunRecord>;
