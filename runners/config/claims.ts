import type { Claims } from '../../reports/model/claims.ts';
import { readDoap } from './doap.ts';
import type { EffectiveValue } from './effective.ts';
import type { PlanFile } from './plan-file.ts';
import { besides } from './secrets.ts';

/** What the provider of a side says of its service; undefined where the plan file carries nothing of it. */
export async function readClaims(
  key: 'a' | 'b',
  file: PlanFile,
  effective: EffectiveValue[],
): Promise<Claims | undefined> {
  const data = file.data[key].claims;
  if (data === undefined) return undefined;
  effective.push(...valuesIn(data, [key, 'claims'], file));
  const { functions = [], exemptions = [], statements = {}, limits = {}, doap, referenceOffer, ...rest } = data;
  const claims: Claims = {
    functions,
    exemptions,
    statements,
    ...withoutAbsent(rest),
    ...(Object.keys(limits).length > 0 && { limits: withoutAbsent(limits) }),
    ...(referenceOffer && { referenceOffer: withoutAbsent(referenceOffer) }),
  };
  if (doap === undefined) return claims;
  const path = besides(file.path, doap);
  const software = await readDoap(
    path,
    `${file.origin([key, 'claims', 'doap'])}: the DOAP file of ${key}.claims.doap,`,
  );
  const { name, version, implements: listed } = software;
  const shown = [name, version].filter((word) => word !== '').join(' ');
  effective.push({
    path: `${key}.claims.software`,
    value: `${shown}, ${String(listed.length)} ${listed.length === 1 ? 'XEP' : 'XEPs'}`,
    origin: `file ${path}`,
  });
  return { ...claims, software };
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Optional keys that were left out are not there at all. */
const withoutAbsent = <T extends object>(value: T): Present<T> =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Present<T>;

/** Every value as it was written, under its key: `a.claims.exemptions[0].reference`. */
function valuesIn(value: unknown, path: readonly (string | number)[], file: PlanFile): readonly EffectiveValue[] {
  const name = path.map((step) => (typeof step === 'number' ? `[${String(step)}]` : `.${step}`)).join('');
  const shown = { path: name.slice(1), origin: file.origin(path) };
  if (Array.isArray(value)) {
    if (value.every((item): item is string => typeof item === 'string')) return [{ ...shown, value }];
    return value.flatMap((item: unknown, index) => valuesIn(item, [...path, index], file));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => valuesIn(inner, [...path, key], file));
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return [{ ...shown, value }];
  return [];
}
