import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { z } from 'zod';
import {
  countOutcomes,
  isKill,
  type KillCell,
  killMatrixSchema,
  killOutcomes,
} from '../../reports/model/kill-matrix.ts';
import { runJsonSchema, runSchema } from '../../reports/model/record.ts';
import { declaringRun } from '../support/declaring-run.ts';
import { sampleRun } from '../support/sample-run.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key in string]: Json };
const isObject = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A record in which something of every kind stands, as it is read from a file. */
const whole = JSON.parse(JSON.stringify(declaringRun(sampleRun()))) as Readonly<Record<string, Json>>;

/** Paths to every object within. */
const objectsIn = (value: Json, at: readonly string[] = []): readonly (readonly string[])[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, child]) => objectsIn(child, [...at, key]));
  return Array.isArray(value) ? inner : [at, ...inner];
};

/** A copy in which the object at the path is another one. */
const changed = (value: Json, path: readonly string[], change: (found: Json) => Json): Json => {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((one: Json, at) => (String(at) === key ? changed(one, rest, change) : one));
  if (!isObject(value)) throw new Error(`nothing is at ${key}`);
  return { ...value, [key]: changed(value[key] ?? null, rest, change) };
};

const refuses = (schema: z.ZodType, value: unknown): boolean => !schema.safeParse(value).success;

describe('the run record', () => {
  it('comes back the same when it is read again', () => {
    expect(runSchema.parse(whole)).to.deep.equal(whole);
  });

  it('has no place for what it does not name, at any depth', () => {
    // These are open: their keys are the ids of questions.
    const closed = objectsIn(whole).filter((path) => path.at(-1) !== 'statements');
    fc.assert(
      fc.property(fc.constantFrom(...closed), (path) => {
        const more = changed(whole, path, (found) => ({ ...(isObject(found) ? found : {}), more: 1 }));
        expect(refuses(runSchema, more)).to.equal(true);
      }),
      { numRuns: 50 },
    );
  });

  it('fills in what records of earlier versions do not have', () => {
    const [result] = runSchema.parse(whole).results;
    const without = (object: object, ...names: readonly string[]): object =>
      Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
    const old = without(result ?? {}, 'covers', 'measures');
    const read = runSchema.parse({ ...without(whole, 'catalogue', 'profiles', 'measures'), results: [old] });
    expect([read.catalogue, read.profiles, read.measures]).to.deep.equal([{ entries: [], features: [] }, [], []]);
    expect([read.results[0]?.covers, read.results[0]?.measures]).to.deep.equal([[], []]);
  });

  it('has levels that hang on a function only where they name it', () => {
    const level = (more: Readonly<Record<string, Json>>): Json =>
      changed(whole, ['profiles', '0', 'levels', '0'], (found) => ({ ...(isObject(found) ? found : {}), ...more }));
    expect(refuses(runSchema, level({ declared: [{ function: 'text', ids: ['MSG-01'] }] }))).to.equal(false);
    expect(refuses(runSchema, level({ declared: [{ ids: ['MSG-01'] }] }))).to.equal(true);
    expect(refuses(runSchema, level({ promoted: [{ ids: ['MSG-01'] }] }))).to.equal(false);
    expect(refuses(runSchema, level({ alternatives: [{ ids: [], functions: [] }] }))).to.equal(false);
    expect(refuses(runSchema, level({ alternatives: [{ ids: [] }] }))).to.equal(true);
  });

  it('says why an entry is in no level', () => {
    const outside = (some: Json): boolean =>
      refuses(
        runSchema,
        changed(whole, ['profiles', '0'], (found) => ({ ...(isObject(found) ? found : {}), outside: some })),
      );
    expect(outside([{ ids: ['MSG-01'], why: 'for clients' }])).to.equal(false);
    expect(outside([{ ids: ['MSG-01'] }])).to.equal(true);
  });

  it('numbers XEPs by four digits', () => {
    const path = ['targets', 'b', 'claims', 'software', 'implements', '0'];
    for (const xep of ['045', '00450', 'x0045', '0045x'])
      expect(
        refuses(
          runSchema,
          changed(whole, path, (found) => ({ ...(isObject(found) ? found : {}), xep })),
        ),
      ).to.equal(true);
  });

  it('names an entry with one level or more', () => {
    const levels = (some: readonly string[]): Json =>
      changed(whole, ['catalogue', 'entries', '0'], (found) => ({ ...(isObject(found) ? found : {}), levels: some }));
    expect(refuses(runSchema, levels([]))).to.equal(true);
    expect(refuses(runSchema, levels(['MUST', 'policy', 'implied', 'security']))).to.equal(false);
  });
});

/** Each closed list of words in a JSON Schema, once. */
const wordsIn = (schema: unknown): readonly string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const inner = Object.entries(schema).flatMap(([key, value]) =>
    key === 'enum' && Array.isArray(value) ? [value.join(' | ')] : wordsIn(value),
  );
  return [...new Set(inner)];
};

describe('the JSON Schema of the record', () => {
  it('is of the draft that it names', () => {
    expect(runJsonSchema()).to.have.property('$schema', 'https://json-schema.org/draft/2020-12/schema');
    expect(runJsonSchema()).to.have.nested.property('properties.schema.const', 'urn:fedcheck:run:1');
  });

  it('has these words, which readers of records may rely on', () => {
    expect(wordsIn(runJsonSchema())).to.have.members([
      'senderServer | recipientServer | homeServer | mucService | both',
      'MUST | MUST NOT | SHOULD | SHOULD NOT | MAY | policy | implied | security',
      'MUST | MUST NOT | SHOULD | SHOULD NOT | MAY | policy',
      'MUST | SHOULD | MAY | N/A',
      'required | advanced',
      'message | request | subscription | room join | archive page | offline retrieval | first message on a cold link',
      'A->B | B->A | A | B',
      'A->B | B->A',
      'pass | warn | fail | refused | inconclusive | not-applicable | not-run | error',
      'A | B | both | link | tool | undetermined',
      'holds | breaks | undecided | not-run',
      'blocking | degraded | none',
      'warn | note',
      'A | B',
      'sent | received',
      'expected | offending | fence | setup',
    ]);
  });
});

describe('the kill matrix', () => {
  const cell = (outcome: KillCell['outcome']): KillCell => ({
    fault: 'drops-subject',
    on: 'A',
    scenario: 'subject',
    area: 'muc',
    direction: 'A->B',
    outcome,
    wanted: { verdict: 'fail', reason: 'missing-stanza', atFault: 'A' },
    seen: { verdict: 'fail', reason: 'missing-stanza', atFault: 'A', argument: '', actual: '' },
    note: '',
  });
  const matrix = {
    schema: 'urn:fedcheck:kill-matrix:1',
    fedcheck: '0.1.0',
    startedAt: '2026-11-18T14:02:11.000Z',
    finishedAt: '2026-11-18T14:02:12.000Z',
    partial: false,
    ok: true,
    faults: ['wire', 'prosody', 'ejabberd', 'pair'].map((source) => ({ name: source, source, sentence: '', rule: '' })),
    cells: [
      ...killOutcomes.map(cell),
      { ...cell('killed'), on: 'both' },
      { ...cell('killed'), on: null, wanted: null },
    ],
  };

  it('is read as it was written, and has no place for anything else', () => {
    expect(killMatrixSchema.parse(matrix)).to.deep.equal(matrix);
    fc.assert(
      fc.property(fc.constantFrom(...objectsIn(matrix as unknown as Json)), (path) => {
        const more = changed(matrix, path, (found) => ({
          ...(isObject(found) ? found : {}),
          more: 1,
        }));
        expect(refuses(killMatrixSchema, more)).to.equal(true);
      }),
      { numRuns: 20 },
    );
  });

  it('counts its cells by outcome, of which one alone is a kill', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...killOutcomes).map(cell)), (cells) => {
        const counts = countOutcomes(cells);
        expect(Object.keys(counts)).to.deep.equal([
          'killed',
          'other-reason',
          'blamed-wrongly',
          'unexpected',
          'survived',
        ]);
        for (const outcome of killOutcomes)
          expect(counts[outcome]).to.equal(cells.filter((one) => one.outcome === outcome).length);
        expect(cells.filter(isKill)).to.have.lengthOf(counts.killed);
      }),
    );
  });
});
