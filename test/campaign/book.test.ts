import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { Book } from '../../runners/campaign/book.ts';
import { blankResult } from '../../runners/campaign/judge.ts';
import type { CampaignEvent, CampaignOptions } from '../../runners/campaign/types.ts';
import { sampleScenario } from '../support/scenarios.ts';

const domains = { A: 'a.example', B: 'b.example' };
const planned = [sampleScenario(), sampleScenario({ id: 'rfc6121.8.5.1.other', accountable: 'both' })].map(
  (scenario) => ({ scenario, direction: 'A->B' as const }),
);
const passOf = (index: number): Result => {
  const one = planned[index];
  if (!one) throw new Error('no such scenario in this test');
  return { ...blankResult(one, domains), verdict: 'pass', reasonCode: '', actual: '' };
};

const late = (story: string, letThrough: 'A' | 'B' = 'B') => ({
  story,
  what: 'the message that romeo sent',
  letThrough,
});

describe('the book of a run', () => {
  let directory: string;
  let events: CampaignEvent[];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'fedcheck-book-'));
    events = [];
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  const open = (change: Partial<CampaignOptions> = {}, onTrouble = (_why: string): void => undefined): Book => {
    const options = { planned, directory, onEvent: (event: CampaignEvent) => events.push(event), ...change };
    const run = { targets: { a: { software: 'X 1' }, b: { software: 'Y 2' } } } as RunRecord;
    return new Book(options as unknown as CampaignOptions, run, domains, onTrouble);
  };
  const lines = (): string[] =>
    readFileSync(join(directory, 'events.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type);

  it('holds everything planned as not run from the beginning', () => {
    const book = open();
    expect(book.results.map(({ verdict }) => verdict)).to.deep.equal(['not-run', 'not-run']);
    expect(lines()).to.deep.equal(['planned']);
    book.close();
  });

  it('writes a result to disk before anything else happens', () => {
    const book = open();
    book.enter(passOf(0));
    expect(lines()).to.deep.equal(['planned', 'finished']);
    expect(events.map(({ type }) => type)).to.deep.equal(['planned', 'finished']);
    book.close();
  });

  it('keeps the beginning of what a server said at length', () => {
    const book = open();
    const said = 'x'.repeat(1_000_000);
    const remarks = [{ verdict: 'note' as const, text: said }];
    book.enter({ ...passOf(0), expected: said, actual: said, argument: said, remarks });
    const [{ expected, actual, argument, remarks: kept } = passOf(0)] = book.results;
    for (const text of [expected, actual, argument, kept[0]?.text])
      expect(text).to.match(/^x{10000} \[990000 more characters in the transcript\]$/);
    expect(readFileSync(join(directory, 'events.jsonl'), 'utf8').length).to.be.lessThan(100_000);
    book.close();
  });

  it('turns a pass to fail when the forbidden stanza comes late, and names the party', () => {
    const book = open();
    book.enter(passOf(0));
    for (let count = 0; count < 2; count += 1) book.amend(late('rfc6121.8.5.1.sample A->B'));
    expect(book.results[0]).to.include({ verdict: 'fail', atFault: 'B', reasonCode: 'late-arrival' });
    expect(lines()).to.deep.equal(['planned', 'finished', 'amended']);
    book.close();
  });

  it('accuses nobody of a late arrival where both servers are bound', () => {
    const book = open();
    book.enter(passOf(1));
    book.amend(late('rfc6121.8.5.1.other A->B'));
    expect(book.results[1]).to.include({ verdict: 'inconclusive', atFault: 'undetermined' });
    book.close();
  });

  it('accuses nobody of what came late to a client of the server that is not bound', () => {
    const book = open();
    book.enter(passOf(0));
    book.amend(late('rfc6121.8.5.1.sample A->B', 'A'));
    expect(book.results[0]).to.include({ verdict: 'inconclusive', atFault: 'undetermined' });
    book.close();
  });

  it('marks what is on record, and only what deviates', () => {
    const book = open({ known: () => 'the clause' });
    expect(book.enter({ ...passOf(0), verdict: 'warn' }).known).to.equal('the clause');
    expect(book.enter(passOf(1)).known).to.equal(undefined);
    book.close();
  });

  it('tells of a log that cannot be written, and keeps the results', () => {
    const troubles: string[] = [];
    const book = open({}, (why) => troubles.push(why));
    book.close();
    book.enter(passOf(0));
    book.enter(passOf(1));
    expect(troubles).to.have.lengthOf(1);
    expect(book.results.map(({ verdict }) => verdict)).to.deep.equal(['pass', 'pass']);
  });
});
