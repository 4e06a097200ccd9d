import { checkSides } from './check-sides.ts';
import { choose, type EffectiveValue, fromEnvironment, fromFlag, type Offer } from './effective.ts';
import type { Flags } from './flags.ts';
import type { Plan, RunOptions } from './plan.ts';
import { type PlanFile, readPlanFile } from './plan-file.ts';
import { SecretReader, type SecretSources } from './secrets.ts';
import { servicesFromFile, servicesFromJids } from './services.ts';
import { UsageError } from './usage-error.ts';
import {
  addressForm,
  durationForm,
  lanesForm,
  parseAddress,
  parseDuration,
  parseLanes,
  parseSwitch,
  parseUnreachable,
  switchForm,
  unreachableForm,
} from './values.ts';

/** What a run works with, apart from the services. */
export interface Settings {
  readonly run: RunOptions;
  readonly scenarios: readonly string[];
  readonly exclude: readonly string[];
  /** Profiles, levels or views that narrow the run; empty for the full one. */
  readonly profile: readonly string[];
  /** Folder in which the folder of the run is made. */
  readonly results: string;
  readonly effective: readonly EffectiveValue[];
}

export interface Configuration extends Settings {
  readonly plan: Plan;
}

/** Settings from flag, environment, plan file and default, in this order; of each value the origin is kept. */
export function resolveSettings(
  flags: Flags,
  environment: NodeJS.ProcessEnv,
  file?: PlanFile,
  defaults: { readonly lanes: number; readonly deadlineMs?: number } = { lanes: 1 },
): Settings {
  const effective: EffectiveValue[] = [];
  const run = file?.data.run;
  const fromFile = (key: keyof NonNullable<typeof run>, text: string | undefined): Offer => ({
    origin: file?.origin(['run', key]) ?? 'plan file',
    text,
  });
  const keep = <T extends EffectiveValue['value']>(
    path: string,
    chosen: { value: T; origin: string },
    shown: EffectiveValue['value'] = chosen.value,
  ): T => {
    effective.push({ path, value: shown, origin: chosen.origin });
    return chosen.value;
  };
  const list = (
    key: 'scenarios' | 'exclude' | 'profile',
    flag: 'scenario' | 'exclude' | 'profile',
    written: readonly string[] | undefined,
  ): readonly string[] => {
    const given = flags[flag];
    if (given !== undefined && given.length > 0) return keep(`run.${key}`, { value: given, origin: `flag --${flag}` });
    return keep(
      `run.${key}`,
      written === undefined ? { value: [], origin: 'default' } : { value: written, origin: fromFile(key, '').origin },
    );
  };

  const scenarios = list('scenarios', 'scenario', run?.scenarios);
  const exclude = list('exclude', 'exclude', run?.exclude);
  const about = run?.profile;
  const profile = list('profile', 'profile', about === undefined ? undefined : about === 'full' ? [] : [about]);
  const lanes = keep(
    'run.lanes',
    choose(
      [
        fromFlag('lanes', flags.lanes),
        fromEnvironment('FEDCHECK_LANES', environment),
        fromFile('lanes', run?.lanes?.toString()),
      ],
      parseLanes,
      lanesForm,
    ) ?? { value: defaults.lanes, origin: 'default' },
  );
  const deadline = choose(
    [
      fromFlag('deadline', flags.deadline),
      fromEnvironment('FEDCHECK_DEADLINE', environment),
      fromFile('deadline', run?.deadline),
    ],
    parseDuration,
    durationForm,
  ) ?? { value: defaults.deadlineMs ?? 15_000, origin: 'default' };
  const deadlineMs = keep('run.deadline', deadline, `${String(deadline.value)}ms`);
  const heavy = keep(
    'run.heavy',
    choose(
      [
        fromFlag('heavy', flags.heavy?.toString()),
        fromEnvironment('FEDCHECK_HEAVY', environment),
        fromFile('heavy', run?.heavy?.toString()),
      ],
      parseSwitch,
      switchForm,
    ) ?? { value: false, origin: 'default' },
  );
  const dns = choose(
    [fromFlag('dns', flags.dns), fromEnvironment('FEDCHECK_DNS', environment), fromFile('dns', run?.dns)],
    parseAddress,
    addressForm,
  );
  keep('run.dns', dns ?? { value: "the system's", origin: 'default' });
  const unreachable = choose(
    [
      fromFlag('unreachable', flags.unreachable),
      fromEnvironment('FEDCHECK_UNREACHABLE', environment),
      fromFile('unreachable', run?.unreachable),
    ],
    parseUnreachable,
    unreachableForm,
  );
  keep('run.unreachable', unreachable ?? { value: 'none', origin: 'default' });
  const results = keep(
    'results',
    choose(
      [fromFlag('results', flags.results), fromEnvironment('FEDCHECK_RESULTS', environment)],
      (text) => text,
      'a folder',
    ) ?? { value: 'fedcheck-results', origin: 'default' },
  );
  return {
    run: {
      lanes,
      deadlineMs,
      heavy,
      ...(dns && { dns: dns.value }),
      ...(unreachable && { unreachable: unreachable.value }),
    },
    scenarios,
    exclude,
    profile,
    results,
    effective,
  };
}

/** Everything a run needs. Throws a UsageError for what cannot be used; nothing is connected to yet. */
export async function resolvePlan(flags: Flags, sources: SecretSources): Promise<Configuration> {
  const jids = flags.jids ?? [];
  const config = flags.config ?? (jids.length === 0 ? sources.environment.FEDCHECK_CONFIG : undefined);
  if (jids.length > 0 && config !== undefined) {
    throw new UsageError(
      'Both two JIDs and --config were given; the plan file already names the accounts, so leave one of them out.',
    );
  }
  const secrets = new SecretReader(sources);
  const file = config === undefined ? undefined : await readPlanFile(config);
  const settings = resolveSettings(flags, sources.environment, file);
  const { lanes } = settings.run;
  const sides =
    file === undefined
      ? await servicesFromJids(jids, flags, secrets, lanes)
      : await servicesFromFile(file, flags, secrets, lanes);
  const { a, b, reference } = sides;
  const plan: Plan = { a, b, ...(reference && { reference }), run: settings.run };
  checkSides(plan, settings.effective);
  return { ...settings, plan, effective: [...sides.effective, ...settings.effective] };
}
