import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from './package-root.ts';

/** What a configuration template of Prosody takes. */
export type LuaValue = string | number | boolean | readonly string[];

/** Reads a configuration template from fixtures/lab and replaces each `{{name}}` by the literal of its value. */
export async function fillFixture<Value>(
  name: string,
  values: Readonly<Record<string, Value>>,
  literal: (value: Value) => string,
): Promise<string> {
  return fill(await readFile(join(packageRoot(), 'fixtures', 'lab', name), 'utf8'), values, literal);
}

/** Throws when the template names a value that is not given, or a given value is not used. */
export function fill<Value>(
  template: string,
  values: Readonly<Record<string, Value>>,
  literal: (value: Value) => string,
): string {
  const unused = new Set(Object.keys(values));
  const text = template.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The template names {{${name}}}, which has no value.`);
    unused.delete(name);
    return literal(value);
  });
  if (unused.size > 0) throw new Error(`The template does not use ${[...unused].join(', ')}.`);
  return text;
}

/** A Lua literal. Bytes outside printable ASCII are written as decimal escapes. */
export function luaLiteral(value: LuaValue): string {
  if (typeof value === 'object') return `{ ${value.map(luaLiteral).join(', ')} }`;
  if (typeof value !== 'string') return String(value);
  const bytes = [...Buffer.from(value, 'utf8')].map((byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c
      ? `\\${String(byte).padStart(3, '0')}`
      : String.fromCharCode(byte),
  );
  return `"${bytes.join('')}"`;
}

/** A JSON literal, which is a YAML literal too. */
export function jsonLiteral(value: unknown): string {
  return JSON.stringify(value);
}
