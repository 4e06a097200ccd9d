import type { Claims } from '../../reports/model/claims.ts';
import type { ProfileFunction } from '../../reports/model/profile.ts';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { sampleEntry } from './sample-catalogue.ts';
import { sampleResult, sampleRun } from './sample-run.ts';

const sampleClaims = (over: Partial<Claims> = {}): Claims => ({
  functions: ['groups'],
  exemptions: [],
  statements: {},
  ...over,
});

const functions: ProfileFunction[] = [
  {
    id: 'groups',
    title: 'Groups',
    article: '7(2)(b)(i)',
    entries: ['MUC-01', 'MUC-05', 'MUC-06'],
    essential: ['MUC-01'],
  },
  { id: 'typing', title: 'Typing notifications', article: '7(2)(a)(i)', entries: ['MSG-19'], essential: ['MSG-19'] },
  { id: 'calls', title: 'Voice calls', article: '7(2)(c)(i)', entries: ['CALL-01', 'CALL-02'], essential: [] },
];

/** A run in which A declares what is given, judged by a profile of three functions. */
export const claimingRun = (
  results: Result[],
  claims: Partial<Claims> = {},
  over: Partial<RunRecord> = {},
): RunRecord => {
  const run = sampleRun({ results, ...over });
  return {
    ...run,
    profiles: [
      {
        id: 'dma',
        title: '',
        source: '',
        functions,
        levels: [],
        subProfiles: [],
        questions: [],
        suite: [],
        outside: [],
      },
    ],
    catalogue: {
      features: [],
      entries: [
        sampleEntry({ id: 'MUC-01', specification: 'XEP-0045', version: '1.35.5' }),
        sampleEntry({
          id: 'CALL-01',
          specification: 'XEP-0353',
          version: '0.8.0',
          notTested: 'no scenarios for calls yet',
        }),
      ],
    },
    targets: { ...run.targets, a: { ...run.targets.a, claims: sampleClaims(claims) } },
  };
};

/** A result about a group on A. */
export const groupResult = (over: Partial<Result> = {}): Result =>
  sampleResult({
    covers: ['MUC-01'],
    direction: 'B->A',
    accountable: { party: 'mucService', domain: 'alpha.example' },
    ...over,
  });
