import { randomUUID } from 'node:crypto';

/** Ids of the harness's own stanzas begin so; wire faults and scenarios never meet them. */
export const plumbingPrefix = 'fch-';
export const plumbingId = (): string => `${plumbingPrefix}${randomUUID()}`;
