import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { answers } from '../../reports/model/answers.ts';
import { articleStates } from '../../reports/model/articles-state.ts';
import { countVerdicts, groupBy, verdictOrder } from '../../reports/model/count.ts';
import {
  bySpecification,
  countEntries,
  entryRows,
  type EntryState,
  isExercised,
} from '../../reports/model/coverage.ts';
import { exitCode } from '../../reports/model/exit-code.ts';
import { featureRows } from '../../reports/model/features.ts';
import { findings, findingsByResult } from '../../reports/model/findings.ts';
import { securityGate } from '../../reports/model/gate.ts';
import { type Result, verdicts } from '../../reports/model/record.ts';
import { conclude, requirementRows, type RequirementState } from '../../reports/model/verdict.ts';
import { anyResult, anyResults, runOf, shuffled } from '../support/arbitrary-run.ts';

/** Everything that a run is said to be, by names that no order touches. */
function statesOf(results: readonly Result[]): unknown {
  const run = runOf(results);
  return {
    requirements: new Map(requirementRows(results).map((row) => [row.requirement.sentence, row.state])),
    entries: entryRows(run).map(({ state }) => state),
    functions: new Map(
      featureRows(run).map(({ article, cells }) => [article, [cells['A->B'].state, cells['B->A'].state]]),
    ),
    answers: new Map(answers(run).map(({ title, state, tested, working }) => [title, [state, tested, working]])),
    articles: articleStates(run).map(({ state }) => state),
    gate: securityGate(run).state,
    conclusion: conclude(run),
    exit: exitCode(run),
    counts: countVerdicts(results),
  };
}

describe('every roll-up', () => {
  it('is the same in whatever order the results came', () => {
    fc.assert(
      fc.property(shuffled, ([results, others]) => {
        expect(statesOf(others)).to.deep.equal(statesOf(results));
      }),
    );
  });

  it('is the same for results that are there twice, counts aside', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        const [once, twice] = [runOf(results), runOf([...results, ...results])];
        expect(requirementRows(twice.results).map(({ state }) => state)).to.deep.equal(
          requirementRows(once.results).map(({ state }) => state),
        );
        expect(exitCode(twice)).to.equal(exitCode(once));
        expect(conclude(twice).statement).to.equal(conclude(once).statement);
      }),
    );
  });
});

describe('one more fail', () => {
  const anyFail = anyResult.map((result): Result => ({ ...result, verdict: 'fail', covers: ['MSG-01', 'MSG-02'] }));
  const atBest = <State>(order: readonly State[], before: State | undefined, after: State | undefined): boolean =>
    after !== undefined && (before === undefined || order.indexOf(after) <= order.indexOf(before));

  it('leaves its requirement and its entries not satisfied, and the gate broken', () => {
    fc.assert(
      fc.property(anyResults, anyFail, (results, fail) => {
        const run = runOf([...results, fail]);
        expect(entryRows(run).map(({ state }) => state)).to.deep.equal(['not satisfied', 'not satisfied']);
        expect(securityGate(run).state).to.equal('broken');
        expect(conclude(run).statement).to.equal('non-conformant');
        expect([1, 4]).to.include(exitCode(run));
      }),
    );
  });

  it('improves no requirement, no function and no exit code', () => {
    const functionOrder = [
      'does not work',
      'works in part',
      'undetermined',
      'works',
      'not offered',
      'not tested',
    ] as const;
    const requirementOrder: readonly RequirementState[] = [
      'not satisfied',
      'undetermined',
      'not tested',
      'satisfied',
      'not applicable',
    ];
    const severity = [4, 1, 3, 0, 5];
    fc.assert(
      fc.property(anyResults, anyFail, (results, fail) => {
        const [before, after] = [runOf(results), runOf([...results, fail])];
        for (const row of requirementRows(after.results)) {
          const was = requirementRows(results).find(
            ({ requirement }) => requirement.sentence === row.requirement.sentence,
          );
          expect(atBest(requirementOrder, was?.state, row.state)).to.equal(true);
        }
        for (const row of featureRows(after)) {
          const was = featureRows(before).find(({ article }) => article === row.article);
          for (const direction of ['A->B', 'B->A'] as const)
            expect(atBest(functionOrder, was?.cells[direction].state, row.cells[direction].state)).to.equal(true);
        }
        expect(atBest(severity, exitCode(before), exitCode(after))).to.equal(true);
      }),
    );
  });
});

describe('counts', () => {
  it('of verdicts add up, over both directions and in each', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        const sum = (counts: Readonly<Record<string, number>>): number =>
          Object.values(counts).reduce((total, count) => total + count, 0);
        const [all, there, back] = [
          countVerdicts(results),
          countVerdicts(results, 'A->B'),
          countVerdicts(results, 'B->A'),
        ];
        expect(sum(all)).to.equal(results.length);
        expect(sum(there)).to.equal(results.filter(({ direction }) => direction === 'A->B').length);
        for (const verdict of verdicts) expect(there[verdict] + back[verdict]).to.equal(all[verdict]);
        expect([...verdictOrder].sort()).to.deep.equal([...verdicts].sort());
      }),
    );
  });

  it('of entries add up in every group', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        const rows = entryRows(runOf(results));
        const groups = countEntries(rows, bySpecification);
        expect(groups.map(({ name }) => name)).to.deep.equal(['RFC 6121', 'XEP-0045']);
        for (const { entries, exercised, states } of groups) {
          expect(Object.values(states).reduce((total, count) => total + count, 0)).to.equal(entries);
          expect(exercised).to.equal(entries - states['not tested'] - states['not applicable']);
        }
        expect(groups.reduce((total, { exercised }) => total + exercised, 0)).to.equal(rows.filter(isExercised).length);
      }),
    );
  });

  it('of functions are never more than there are, and what works is tested', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        const run = runOf(results);
        const all = answers(run);
        for (const { tested, working, troubles } of all) expect(working + troubles.length).to.be.at.most(tested);
        expect(all.reduce((total, { tested }) => total + tested, 0)).to.be.at.most(featureRows(run).length);
      }),
    );
  });

  it('keep every item in exactly one group, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 })), (items) => {
        const groups = groupBy(items, (item) => item % 3);
        expect([...groups.values()].flat().toSorted()).to.deep.equal(items.toSorted());
        expect([...groups.keys()]).to.deep.equal([...new Set(items.map((item) => item % 3))]);
        for (const [key, group] of groups) expect(group).to.deep.equal(items.filter((item) => item % 3 === key));
      }),
    );
  });
});

describe('findings', () => {
  it('are all that did not pass, each once, numbered from one', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        const run = runOf(results);
        const all = findings(run);
        const bad = ['fail', 'warn', 'inconclusive', 'error', 'refused'];
        expect(all.map(({ id }) => id)).to.deep.equal(all.map((_, index) => `F-${String(index + 1).padStart(2, '0')}`));
        expect(all.map(({ result }) => result)).to.have.members(
          run.results.filter(({ verdict }) => bad.includes(verdict)),
        );
        const byResult = findingsByResult(run);
        expect(byResult.size).to.equal(all.length);
        for (const finding of all) expect(byResult.get(finding.result)).to.deep.equal(finding);
      }),
    );
  });
});

describe('the state of an entry', () => {
  const worst: readonly EntryState[] = ['not satisfied', 'undetermined'];

  it('holds only where nothing bad was seen, and says why where it does not simply hold', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        for (const { state, reason, results: own } of entryRows(runOf(results))) {
          const has = (...some: readonly string[]): boolean => own.some(({ verdict }) => some.includes(verdict));
          expect(state === 'not satisfied').to.equal(has('fail'));
          expect(worst.includes(state)).to.equal(has('fail', 'inconclusive', 'error', 'refused'));
          if (state === 'satisfied') expect(has('not-run', 'warn')).to.equal(false);
          expect(reason === '').to.equal(state === 'satisfied');
        }
      }),
    );
  });

  it('breaks the gate where it is critical, and nowhere else', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        const run = runOf(results);
        const { state, rows, broken, open } = securityGate(run);
        const [critical] = entryRows(run);
        expect(rows).to.deep.equal([critical]);
        expect(state === 'broken').to.equal(critical?.state === 'not satisfied');
        expect(broken.length).to.equal(state === 'broken' ? 1 : 0);
        if (state === 'held') expect(open).to.deep.equal([]);
      }),
    );
  });
});
