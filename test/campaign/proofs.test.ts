import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Direction, Result } from '../../reports/model/record.ts';
import { blankResult } from '../../runners/campaign/judge.ts';
import { prove } from '../../runners/campaign/proofs.ts';
import type { Planned } from '../../runners/campaign/types.ts';
import { Watching } from '../../runners/campaign/watching.ts';
import { wireFaultsOf } from '../../runners/campaign/wire-fault.ts';
import type { Scenario } from '../../runners/scenario/declare.ts';
import { advisory, drop, strip } from '../../runners/scenario/fault.ts';
import { rfc } from '../../runners/scenario/requirement.ts';
import { sampleScenario } from '../support/scenarios.ts';

const domains = { A: 'a.example', B: 'b.example' };
const both = ['A->B', 'B->A'] as const;

type Outcome = Partial<Result>;
const pass: Outcome = { verdict: 'pass', reasonCode: '', actual: '' };
const broken: Outcome = { verdict: 'fail', reasonCode: 'missing-stanza', actual: 'it never came' };
const lost: Outcome = { verdict: 'inconclusive', reasonCode: 'not-observed', actual: 'the fence was lost' };
const absent: Outcome = { verdict: 'not-applicable', reasonCode: 'not-offered', actual: 'not listed' };

const resultOf = (planned: Planned, outcome: Outcome): Result => ({ ...blankResult(planned, domains), ...outcome });
const sample = (change: Partial<Scenario> = {}): Scenario => sampleScenario({ id: 'rfc6121.8.5.1.told', ...change });

/** Proves the faults of some scenarios on a stage where stories end as `ends` says; also tells what was played, in order. */
async function proving(
  scenarios: readonly Scenario[],
  ends: (planned: Planned) => Outcome,
  clean: (direction: Direction) => Outcome = () => pass,
  isBoth = false,
) {
  const played: Planned[] = [];
  const cells = await prove(wireFaultsOf(scenarios), {
    stage: {
      watchingOf: (planned) =>
        new Watching(
          planned.map(({ scenario }) => scenario),
          domains,
        ),
      play: (planned) => {
        played.push(...planned);
        return Promise.resolve(planned.map((one) => resultOf(one, ends(one))));
      },
    },
    clean: scenarios.flatMap((scenario) =>
      both.map((direction) => resultOf({ scenario, direction }, clean(direction))),
    ),
    catalogue: scenarios,
    both: isBoth,
    onLine: () => undefined,
  });
  return { cells, played };
}

describe('the proof of a fault', () => {
  it('is one story in one direction where that kills it, and the directions take turns', async () => {
    const scenario = sample({ faults: [drop('message'), drop('message'), drop('message')] });

    const { cells, played } = await proving([scenario], () => broken);

    expect(cells.map(({ outcome, direction, note }) => [outcome, direction, note])).to.deep.equal([
      ['killed', 'A->B', ''],
      ['killed', 'B->A', ''],
      ['killed', 'A->B', ''],
    ]);
    expect(played).to.have.length(3);
    expect(cells[1]).to.deep.include({
      fault: 'rfc6121.8.5.1.told 2',
      on: null,
      wanted: { verdict: 'fail', reason: 'missing-stanza', atFault: null },
    });
  });

  it('is played in both directions where that is wanted', async () => {
    const { cells } = await proving([sample()], () => broken, undefined, true);
    expect(cells.map(({ direction }) => direction)).to.deep.equal(both);
  });

  it('survives where the story passes all the same, also when it is given more time', async () => {
    const { cells, played } = await proving([sample()], () => pass);

    expect(cells.map(({ outcome }) => outcome)).to.deep.equal(['survived']);
    expect(cells[0]?.note).to.match(/^it ended in pass, not in fail; also at a second look/);
    expect(played).to.have.length(2);
    expect(played[1]?.spoilt?.deadlineMs).to.be.above(played[0]?.spoilt?.deadlineMs ?? 0);
  });

  it('says so where only more time shows it', async () => {
    const { cells } = await proving([sample()], ({ spoilt }) => ((spoilt?.deadlineMs ?? 0) < 1000 ? lost : broken));

    expect(cells[0]?.outcome).to.equal('killed');
    expect(cells[0]?.note).to.match(/second look.*ended in inconclusive: the fence was lost$/);
  });

  it('is none where the story breaks for another reason', async () => {
    const { cells } = await proving([sample()], () => ({ ...broken, reasonCode: 'forbidden-stanza' }));
    expect(cells.map(({ outcome }) => outcome)).to.deep.equal(['other-reason']);
  });

  it('is none where the clean story breaks in the same way', async () => {
    const { cells } = await proving(
      [sample({ faults: [strip('body')] })],
      () => broken,
      () => broken,
    );

    expect(cells.map(({ outcome }) => outcome)).to.deep.equal(['survived', 'survived']);
    expect(cells[0]?.note).to.match(/^the clean run broke in the same way/);
  });

  it('is none where the story errs, or warns of a MUST', async () => {
    for (const verdict of ['error', 'warn'] as const) {
      const { cells } = await proving([sample()], () => ({ ...broken, verdict }));
      expect(
        cells.map(({ outcome }) => outcome),
        verdict,
      ).to.deep.equal(['survived']);
    }
  });

  it('takes a warning where the fault or the level wants no more', async () => {
    const warned: Outcome = { ...broken, verdict: 'warn', reasonCode: 'advice-not-followed' };
    const requirement = rfc(6121).should('8.5.1', 'Something is done');
    for (const scenario of [sample({ requirement }), sample({ faults: [advisory(drop('message'))] })]) {
      const { cells } = await proving([scenario], () => warned);
      expect(cells.map(({ outcome }) => outcome)).to.deep.equal(['killed']);
    }
  });

  it('comes first from the direction in which the requirement holds without a fault', async () => {
    const { cells, played } = await proving(
      [sample()],
      () => broken,
      (direction) => (direction === 'A->B' ? absent : pass),
    );
    expect(played.map(({ direction }) => direction)).to.deep.equal(['B->A']);
    expect(cells.map(({ outcome }) => outcome)).to.deep.equal(['killed']);
  });

  it('is looked for in the other direction where one hides the fault', async () => {
    const deviates: Outcome = { ...broken, verdict: 'fail', actual: 'something else' };
    const { cells } = await proving(
      [sample()],
      ({ direction }) => (direction === 'A->B' ? deviates : { ...broken }),
      (direction) => (direction === 'A->B' ? deviates : { ...lost }),
    );
    expect(cells.map(({ outcome, direction }) => [outcome, direction])).to.deep.equal([
      ['killed', 'A->B'],
      ['killed', 'B->A'],
    ]);
    expect(cells[0]?.note).to.equal('it ends in fail when clean as well; the other direction shows the fault');
  });

  it('is wanted from a direction that ends in another way than when clean', async () => {
    const { cells } = await proving(
      [sample()],
      ({ direction }) => (direction === 'A->B' ? pass : broken),
      (direction) => (direction === 'A->B' ? absent : pass),
      true,
    );
    expect(cells.map(({ outcome }) => outcome)).to.deep.equal(['survived', 'killed']);
  });

  it('is none where both directions hide the fault', async () => {
    const { cells } = await proving(
      [sample()],
      () => absent,
      () => absent,
    );
    expect(cells.map(({ outcome }) => outcome)).to.deep.equal(['survived', 'survived']);
  });

  it('has no cell where it was not reached', async () => {
    const { cells } = await proving([sample()], () => ({ verdict: 'not-run', reasonCode: 'stopped' }));
    expect(cells).to.deep.equal([]);
  });

  it('of an invariant is what it sees of its carrier, in both directions', async () => {
    const carrier = sample({ id: 'rfc6121.8.5.1.carrier' });
    const invariant = sample({
      id: 'invariant.sample',
      faults: [drop('message')],
      invariant: { check: () => undefined, carrier: carrier.id },
    });
    const { cells, played } = await proving([carrier, invariant], () => broken);

    expect(played.filter(({ spoilt }) => spoilt?.watching).map(({ scenario }) => scenario.id)).to.include(carrier.id);
    expect(cells.filter((cell) => cell.scenario === invariant.id).map((cell) => cell.outcome)).to.deep.equal([
      'survived',
      'survived',
    ]);
  });
});
