import { randomUUID } from 'node:crypto';

/** A word that occurs nowhere else: for names, ids and resources that must not exist yet. */
export const fresh = (): string => randomUUID();
