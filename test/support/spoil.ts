import { z } from 'zod';

/** Gives another text for one of a record; `path` is made of the keys down to it. */
export type Spoil = (original: string, path: readonly string[]) => string;

/**
 * A value with every free text in it replaced: what its schema takes as any string, and no more. What has a form of its
 * own there (a choice, a date, a number of four digits) stays, so that the result keeps to the schema.
 */
export function spoilt(schema: unknown, value: unknown, text: Spoil, path: readonly string[] = []): unknown {
  if (value === undefined || value === null) return value;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return spoilt(schema.unwrap(), value, text, path);
  if (schema instanceof z.ZodArray)
    return (value as readonly unknown[]).map((item) => spoilt(schema.element, item, text, path));
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, spoilt(schema.shape[key], item, text, [...path, key])]),
    );
  if (schema instanceof z.ZodRecord)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, spoilt(schema.valueType, item, text, [...path, key])]),
    );
  const isFree = schema instanceof z.ZodString && (schema.def.checks ?? []).length === 0;
  return isFree ? text(value as string, path) : value;
}
