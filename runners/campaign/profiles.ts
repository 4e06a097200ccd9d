import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { levelEntries, type Profile, profileSchema } from '../../reports/model/profile.ts';
import { packageRoot } from '../lab/package-root.ts';

let loaded: readonly Profile[] | undefined;

/** The profiles of fixtures/profiles, in the order of their file names. Throws when a file is not as it must be. */
export const profiles = (): readonly Profile[] => (loaded ??= load());

function load(): readonly Profile[] {
  const folder = join(packageRoot(), 'fixtures', 'profiles');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const parsed = profileSchema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      throw new Error(`fixtures/profiles/${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
    });
}

/** What `--profile` takes: the id of a profile, of one of its levels, or of a view across its levels. */
export interface ProfilePart {
  readonly id: string;
  /** Whether it names an entry of the catalogue, or takes in all entries of its specification or paragraph. */
  readonly names: (entry: EntryOfPart) => boolean;
}

/** What is known of an entry where it is asked for. */
interface EntryOfPart {
  readonly id: string;
  readonly specification: string;
  readonly article: string;
}

/** Everything that `--profile` can name. */
export const profileParts = (): readonly ProfilePart[] =>
  profiles().flatMap((profile) => {
    const levels = profile.levels.map((level) => partOf(level.id, levelEntries(level)));
    const views = profile.subProfiles.map(({ id, ids, articles }) =>
      partOf(id, ids, ({ article }) => articles.includes(article)),
    );
    const rest = [
      partOf(profile.id, [
        ...profile.functions.flatMap(({ entries }) => entries),
        ...profile.questions.flatMap(({ ids }) => ids),
      ]),
      ...profile.suite.map(({ ids, entriesOf }) =>
        partOf(profile.id, ids, (entry) => entriesOf.includes(entry.specification)),
      ),
    ];
    const all = [...levels, ...views, ...rest];
    return [{ id: profile.id, names: (entry) => all.some(({ names }) => names(entry)) }, ...levels, ...views];
  });

const partOf = (
  id: string,
  ids: readonly string[],
  also: (entry: EntryOfPart) => boolean = () => false,
): ProfilePart => {
  const named = new Set(ids);
  return { id, names: (entry) => named.has(entry.id) || also(entry) };
};
