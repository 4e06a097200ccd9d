import fc from 'fast-check';
import { type Result, type RunRecord, verdicts } from '../../reports/model/record.ts';
import { sampleEntry } from './sample-catalogue.ts';
import { sampleRequirement, sampleResult, sampleRun } from './sample-run.ts';

const anyLevel = fc.constantFrom('MUST' as const, 'MUST NOT' as const, 'SHOULD' as const, 'MAY' as const);

/** A result on one of two entries, one of two requirements and one of three functions. */
export const anyResult: fc.Arbitrary<Result> = fc
  .record({
    verdict: fc.constantFrom(...verdicts),
    direction: fc.constantFrom('A->B' as const, 'B->A' as const),
    impact: fc.constantFrom('blocking' as const, 'degraded' as const, 'none' as const, null),
    atFault: fc.constantFrom('A' as const, 'B' as const, 'both' as const, 'undetermined' as const, null),
    scenario: fc.constantFrom('one', 'two'),
    covers: fc.subarray(['MSG-01', 'MSG-02']),
    article: fc.constantFrom('7(2)(a)(i)', '7(8)', '7(99)', ''),
    sentence: fc.constantFrom('one', 'two'),
    level: anyLevel,
  })
  .map(({ sentence, level, ...rest }) =>
    // A sentence has one level, as a requirement has.
    sampleResult({
      ...rest,
      exchange: [],
      requirement: sampleRequirement({ sentence: `${sentence} ${level}`, level }),
    }),
  );

/** The run of these results, with two entries in its catalogue, of which one is critical. */
export const runOf = (results: readonly Result[], over: Partial<RunRecord> = {}): RunRecord =>
  sampleRun({
    results: [...results],
    catalogue: {
      entries: [
        sampleEntry({ id: 'MSG-01', critical: true, scenarios: ['one'] }),
        sampleEntry({ id: 'MSG-02', specification: 'XEP-0045' }),
      ],
      features: [],
    },
    ...over,
  });

export const anyResults = fc.array(anyResult, { maxLength: 8 });

/** Results, and the same in another order. */
export const shuffled: fc.Arbitrary<readonly [readonly Result[], readonly Result[]]> = anyResults.chain((results) =>
  fc.tuple(fc.constant(results), fc.shuffledSubarray(results, { minLength: results.length })),
);
