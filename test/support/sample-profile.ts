import type { Claims } from '../../reports/model/claims.ts';
import type { Profile, ProfileLevel } from '../../reports/model/profile.ts';
import type { Direction, Result, RunRecord } from '../../reports/model/record.ts';
import { sampleEntry } from './sample-catalogue.ts';
import { sampleRequirement, sampleResult } from './sample-result.ts';
import { sampleRun } from './sample-run.ts';

export const sampleLevel = (over: Partial<ProfileLevel> = {}): ProfileLevel => ({
  id: 'L1-T',
  title: 'Text between two people',
  article: '7(2)(a)(i)',
  due: { event: 'designation', months: 6 },
  needs: [],
  gating: ['MSG-01'],
  mustPartOnly: [],
  policyGating: [],
  declared: [],
  promoted: [],
  alternatives: [],
  advisory: [],
  ...over,
});

const sampleProfile = (over: Partial<Profile> = {}): Profile => ({
  id: 'dma',
  title: 'Digital Markets Act, Article 7',
  source: 'Regulation (EU) 2022/1925',
  functions: [
    { id: 'text', title: 'Text messages', article: '7(2)(a)(i)', entries: ['MSG-01'], essential: ['MSG-01'] },
    { id: 'reactions', title: 'Reactions', article: '7(2)(a)(i)', entries: ['MSG-22'], essential: ['MSG-22'] },
  ],
  levels: [sampleLevel()],
  subProfiles: [],
  questions: [],
  suite: [],
  outside: [],
  ...over,
});

export const sampleClaims = (over: Partial<Claims> = {}): Claims => ({
  functions: [],
  exemptions: [],
  statements: {},
  ...over,
});

/** A result on one entry, at a level of its own. */
export const onEntry = (
  id: string,
  over: Partial<Result> = {},
  level: Result['requirement']['level'] = 'MUST',
): Result => sampleResult({ covers: [id], requirement: sampleRequirement({ level }), ...over });

/** The same in both directions. */
export const bothWays = (...given: Parameters<typeof onEntry>): readonly Result[] =>
  (['A->B', 'B->A'] satisfies readonly Direction[]).map((direction) =>
    onEntry(given[0], { ...given[1], direction }, given[2]),
  );

/** A run by one profile, with an entry in the catalogue for each id that a result covers. */
export function profiledRun(
  results: readonly Result[],
  profile: Partial<Profile> = {},
  claims: { readonly a?: Claims; readonly b?: Claims } = {},
  over: Partial<RunRecord> = {},
): RunRecord {
  const ids = [...new Set(results.flatMap(({ covers }) => covers))];
  const run = sampleRun();
  return {
    ...run,
    targets: {
      a: { ...run.targets.a, ...(claims.a && { claims: claims.a }) },
      b: { ...run.targets.b, ...(claims.b && { claims: claims.b }) },
    },
    catalogue: { entries: ids.map((id) => sampleEntry({ id, sentence: `What ${id} asks for` })), features: [] },
    profiles: [sampleProfile(profile)],
    results: [...results],
    ...over,
  };
}
