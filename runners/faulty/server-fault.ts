import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parse } from 'yaml';
import type { Product } from '../lab/lab.ts';
import { packageRoot } from '../lab/package-root.ts';

/** One scenario that a fault must turn to its failing verdict, for this reason. */
export interface Kill {
  readonly scenario: string;
  readonly reason: string;
  /** Where a scenario cannot tell who it was: it warns, and names nobody. Else the faulty side must be blamed. */
  readonly blamesNobody: boolean;
}

/** A rule that a server of the lab breaks on a domain of its own; one file in fixtures/faults. */
export interface ServerFault {
  /** File name without its ending and prefix, words joined by hyphens; the label of its domain. */
  readonly name: string;
  readonly product: Product;
  /** Name of the module; empty where a configuration breaks the rule. */
  readonly module: string;
  /** Options of the domain (ejabberd); empty where a module breaks the rule. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What it does, in a sentence. */
  readonly sentence: string;
  /** The clause that it breaks. */
  readonly breaks: string;
  /** Where Prosody loads the module: the domain, its room service, or both. */
  readonly on: readonly ('host' | 'muc')[];
  readonly kills: readonly Kill[];
  /** Globs of scenarios that may break as well, as a consequence. */
  readonly also: readonly string[];
  /** Areas that are run besides those of the scenarios that it must break. */
  readonly areas: readonly string[];
}

const folder = join(packageRoot(), 'fixtures', 'faults');
const marks: Readonly<Record<string, RegExp>> = { '.lua': /^--\s?(.*)$/, '.erl': /^%+\s?(.*)$/, '.yml': /^#\s?(.*)$/ };
const keys = ['breaks', 'on', 'kills', 'also', 'areas'] as const;
const reasons = ['missing-stanza', 'forbidden-stanza', 'wrong-content', 'invariant-broken', 'advice-not-followed'];

/** All faults in fixtures/faults, by product and name. Throws when the head of a file is not as it must be. */
export const serverFaults = (): readonly ServerFault[] =>
  (['prosody', 'ejabberd'] as const).flatMap((product) =>
    readdirSync(join(folder, product))
      .filter((file) => file !== 'fault.lib.lua' && extname(file) in marks)
      .sort()
      .map((file) => readFault(product, file, readFileSync(join(folder, product, file), 'utf8'))),
  );

/** A fault as the comment at the head of its file describes it. Throws a sentence that names the file. */
export function readFault(product: Product, file: string, text: string): ServerFault {
  const ending = extname(file);
  const wrong = (what: string): Error => new Error(`fixtures/faults/${product}/${file}: ${what}`);
  const fields = headOf(text, marks[ending] ?? /^$/);
  const [stray] = fields.flatMap(([key, value], place) => (key === '' && place > 0 ? [value] : []));
  if (stray !== undefined) throw wrong(`"${stray}" is none of ${keys.join(', ')}; the sentence stands first`);
  const all = (key: string): readonly string[] => fields.flatMap(([name, value]) => (name === key ? [value] : []));
  const words = (key: string): readonly string[] => all(key).flatMap((value) => value.split(/[\s,]+/));
  const stem = file.slice(0, -ending.length);
  const [sentence = ''] = all('');
  const [breaks = ''] = all('breaks');
  const kills = all('kills').map((line) => {
    const [scenario = '', reason = '', ...more] = line.split(/\s+/);
    if (!reasons.includes(reason) || !['', 'nobody'].includes(more.join(' ')))
      throw wrong(
        `"kills: ${line}" must be a scenario and one of ${reasons.join(', ')}; then "nobody" if none is blamed`,
      );
    return { scenario, reason, blamesNobody: more.length > 0 };
  });
  if (sentence === '') throw wrong('its first line must say what it does, in a comment');
  if (breaks === '') throw wrong('"breaks:" must name the clause');
  if (kills.length === 0) throw wrong('"kills:" must name a scenario that must fail');
  const on = all('on').length === 0 ? (['host'] as const) : words('on');
  if (!on.every((place) => place === 'host' || place === 'muc')) throw wrong('"on:" must be host, muc, or both');
  return {
    name: stem.replace(/^mod_fault_/, '').replaceAll('_', '-'),
    product,
    module: ending === '.yml' ? '' : stem,
    settings: ending === '.yml' ? (parse(text) as Record<string, unknown>) : {},
    sentence,
    breaks,
    on,
    kills,
    also: words('also'),
    areas: words('areas'),
  };
}

/** The comment at the head, by key; what has none is the sentence, under the empty key. */
function headOf(text: string, mark: RegExp): readonly (readonly [key: string, value: string])[] {
  const fields: [key: string, value: string][] = [];
  for (const line of text.split('\n')) {
    const comment = mark.exec(line)?.[1];
    if (comment === undefined) break;
    const [, key = '', value = ''] = new RegExp(`^(${keys.join('|')}):\\s*(.*)$`).exec(comment) ?? ['', '', comment];
    const last = fields.at(-1);
    if (key === '' && last?.[0] === '') last[1] += ` ${value.trim()}`;
    else fields.push([key, value.trim()]);
  }
  return fields;
}
