import { readdir } from 'node:fs/promises';
import { dirname, extname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { levels } from '../../reports/model/catalogue.ts';
import type { RunOptions } from '../config/plan.ts';
import { didYouMean } from '../config/suggest.ts';
import { UsageError } from '../config/usage-error.ts';
import { collect, type Scenario } from '../scenario/declare.ts';
import { entered, withEntries } from '../scenario/entries.ts';
import { profileParts } from './profiles.ts';
import type { Planned, Selection } from './types.ts';

const suites = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'suites');
const roles = ['senderServer', 'recipientServer', 'homeServer', 'mucService', 'both'];

let loaded: Promise<readonly Scenario[]> | undefined;

/** All scenarios under suites/, found by glob, in order of area, file and declaration. Rejects on a duplicate id. */
export const loadScenarios = (): Promise<readonly Scenario[]> => (loaded ??= load()); // A module declares its scenarios only once.

async function load(): Promise<readonly Scenario[]> {
  const extension = extname(fileURLToPath(import.meta.url));
  const files = (await readdir(suites, { recursive: true }))
    .filter((file) => file.endsWith(extension) && !file.endsWith('.d.ts'))
    .sort();
  const scenarios: Scenario[] = [];
  for (const file of files) {
    const path = join(suites, file);
    const area = relative(suites, path).split(sep)[0] ?? '';
    const name = file.slice(0, -extension.length).split(sep).join('/');
    scenarios.push(...(await collect(`suites/${name}.ts`, area, () => import(pathToFileURL(path).href))));
  }
  const seen = new Map<string, string>();
  for (const { id, file } of scenarios) {
    const earlier = seen.get(id);
    if (earlier !== undefined)
      throw new Error(`scenario ${id} is declared in ${earlier} and again in ${file}; ids are never reused`);
    seen.set(id, file);
  }
  return withEntries(scenarios, didYouMean);
}

/** `*` stands for any characters, `?` for one. */
export const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  );

const specificationName = (text: string): string => text.toLowerCase().replace(/[\s-]/g, '');

/** Says of each scenario why it is left out; nothing when it is in. Values that nothing has throw a UsageError. */
export function leftOut(
  scenarios: readonly Scenario[],
  selection: Selection,
): (scenario: Scenario) => string | undefined {
  const ids = scenarios.map(({ id }) => id);
  const check = (
    option: string,
    values: readonly string[] | undefined,
    known: readonly string[],
    fits: (value: string, one: string) => boolean,
  ): void => {
    for (const value of values ?? []) {
      if (known.some((one) => fits(value, one))) continue;
      const meant = didYouMean(value, known) || ' fedcheck list shows what there is.';
      throw new UsageError(`--${option} is ${JSON.stringify(value)}, which fits no scenario.${meant}`);
    }
  };
  const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();
  const sameSpecification = (left: string, right: string): boolean =>
    specificationName(left) === specificationName(right);
  const matches = (value: string, id: string): boolean => glob(value).test(id);
  check('scenario', selection.scenario, ids, matches);
  check('exclude', selection.exclude, ids, matches);
  check(
    'area',
    selection.area,
    scenarios.map(({ area }) => area),
    same,
  );
  check(
    'specification',
    selection.specification,
    scenarios.map(({ requirement }) => requirement.specification),
    sameSpecification,
  );
  check('level', selection.level, levels, same);
  check('party', selection.party, roles, same);
  const parts = profileParts();
  check(
    'profile',
    selection.profile,
    parts.map(({ id }) => id),
    same,
  );
  const entries = new Map(entered().entries.map((entry) => [entry.id, entry] as const));
  const isNamedBy = (value: string, { covers }: Scenario): boolean =>
    parts.some(({ id, names }) => {
      const isCovered = (covered: string): boolean => {
        const entry = entries.get(covered);
        return entry !== undefined && names(entry);
      };
      return same(value, id) && covers.some(isCovered);
    });
  const wanted = (values: readonly string[] | undefined, fits: (value: string) => boolean): boolean =>
    values === undefined || values.length === 0 || values.some(fits);
  return (scenario) => {
    const { id, area, requirement, accountable } = scenario;
    if (!wanted(selection.scenario, (value) => matches(value, id))) return 'not named by --scenario';
    if (!wanted(selection.area, (value) => same(value, area))) return `its area is ${area}`;
    if (!wanted(selection.specification, (value) => sameSpecification(value, requirement.specification)))
      return `its specification is ${requirement.specification}`;
    if (!wanted(selection.level, (value) => same(value, requirement.level))) return `its level is ${requirement.level}`;
    if (!wanted(selection.party, (value) => same(value, accountable))) return `its accountable party is ${accountable}`;
    if (!wanted(selection.profile, (value) => isNamedBy(value, scenario))) return 'not named by --profile';
    if (selection.exclude?.some((value) => matches(value, id)) === true) return 'left out by --exclude';
    return undefined;
  };
}

/** The option without which a scenario ends as not run; nothing when it may run. */
export function missingOption(
  { heavy, unreachable }: Pick<Scenario, 'heavy' | 'unreachable'>,
  run: Pick<RunOptions, 'heavy' | 'unreachable'>,
): 'heavy' | 'unreachable' | undefined {
  if (heavy === true && !run.heavy) return 'heavy';
  return unreachable === true && run.unreachable === undefined ? 'unreachable' : undefined;
}

/** The results to plan: each selected scenario in each wanted direction, those that lack an option included (they end as not run). */
export function select(scenarios: readonly Scenario[], selection: Selection): readonly Planned[] {
  const out = leftOut(scenarios, selection);
  const directions = selection.direction ? [selection.direction] : (['A->B', 'B->A'] as const);
  return scenarios
    .filter((scenario) => out(scenario) === undefined)
    .flatMap((scenario) => directions.map((direction) => ({ scenario, direction })));
}
