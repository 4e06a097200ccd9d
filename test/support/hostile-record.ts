import fc from 'fast-check';
import { type RunRecord, runSchema } from '../../reports/model/record.ts';
import { declaringRun } from './declaring-run.ts';
import { allHostile, anyHostileText } from './hostile-text.ts';
import { sampleResult, sampleRun } from './sample-run.ts';
import { type Spoil, spoilt } from './spoil.ts';

/** A record with text wherever one can have text, as far as reports show it. */
function fullRun(): RunRecord {
  const run = declaringRun(sampleRun());
  const { a, b } = run.targets;
  return {
    ...run,
    targets: { a, b, reference: { ...a, domain: 'gamma.example' } },
    stopped: 'beta.example closed the stream',
    cleanup: ['the room x@rooms.alpha.example'],
    results: [
      ...run.results,
      sampleResult({
        scenario: 'xep0045.7.2.2.anchored',
        verdict: 'fail',
        atFault: 'B',
        argument: 'because',
        reasonCode: 'missing-stanza',
        expected: 'romeo receives it',
        actual: 'nothing',
        known: 'a known deviation',
        requirement: {
          id: 'xep0045.7.2.2',
          specification: 'XEP-0045',
          version: '1.35.5',
          section: '7.2.2',
          anchor: 'enter',
          level: 'MUST',
          sentence: 'A MUST that SHOULD hold',
        },
      }),
    ],
  };
}

/** Fields that a hostile record may leave as they are, since what a report does with them depends on their value. */
const steering = [
  'specification',
  'section',
  'article',
  'reasonCode',
  'startedAt',
  'finishedAt',
  'feature',
  'area',
  'actor',
  'account',
  'domain',
  'id',
  'covers',
] as const;

/** A record that is hostile in every text but those of some fields, and the same with harmless text in its place. */
export interface HostileRecord {
  readonly hostile: RunRecord;
  readonly harmless: RunRecord;
  readonly texts: readonly string[];
}

/** Longer than what a report keeps on one line. */
const filler = ' some more words, and more ';

/** The same text for the same original, and never for two: what belongs together stays together. */
export function replacing(by: (index: number) => string, kept: readonly string[]): Spoil {
  const numbers = new Map<string, number>();
  return (original, path) => {
    const field = path.at(-1) ?? '';
    if (original === '' || kept.includes(field)) return original;
    const number = numbers.get(original) ?? numbers.size;
    numbers.set(original, number);
    // No date, and after all dates, whatever is in it: what is due depends on that.
    if (field.endsWith('At')) return `9999 ${by(number)} never`;
    const words = `${by(number)}${filler} ${String(number)}`;
    // A stanza stays one, so that the drawing of the exchange is the same; the hostile text is in it.
    return field === 'xml' ? original.replace('>', `><body>${words}</body>`) : words;
  };
}

export function hostileRecord(texts: readonly string[], kept: readonly string[] = []): HostileRecord {
  const spoil = (by: (index: number) => string): RunRecord =>
    spoilt(runSchema, fullRun(), replacing(by, kept)) as RunRecord;
  return {
    hostile: spoil((index) => texts[index % texts.length] ?? ''),
    harmless: spoil(() => ''),
    texts,
  };
}

/** Any hostile record. */
export const anyHostileRecord: fc.Arbitrary<HostileRecord> = fc
  .tuple(fc.array(anyHostileText, { minLength: 1, maxLength: 12 }), fc.subarray([...steering]))
  .map(([texts, kept]) => hostileRecord(texts, kept));

/** Those that no run of the property may lack: every text, alone and in each kind of field. */
export const surelyHostile: readonly [HostileRecord, ...HostileRecord[]] = [
  hostileRecord(allHostile),
  hostileRecord([...allHostile].reverse(), steering),
  hostileRecord([...allHostile.slice(7), ...allHostile.slice(0, 7)], ['specification', 'article', 'area']),
];
