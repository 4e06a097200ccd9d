import { randomUUID } from 'node:crypto';

/** The first group of the UUIDs of runs; version 8 leaves their content to whoever makes them (RFC 9562, section 5.8). */
const mark = 'fedc4ec0';

/** A word that occurs nowhere else: for names, ids and resources that must not exist yet. By its mark it is known as ours. */
export const fresh = (): string => randomUUID().replace(/^.{8}(.{6})4/, `${mark}$18`);

const freshIn = new RegExp(`${mark}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`);

/** True for a text that holds a word of `fresh`, of this run or an earlier one. */
export const holdsFresh = (text: string): boolean => freshIn.test(text);
