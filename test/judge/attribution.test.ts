import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { attribute, type LocalOutcome, type Observation } from '../../runners/judge/attribution.ts';

const notRun: LocalOutcome = { notRun: 'one account' };
const observed = (change: Partial<Observation>): Observation => ({
  kind: 'missing-stanza',
  accountable: 'B',
  alone: false,
  inside: { A: 'holds', B: 'holds' },
  ...change,
});

const outcome = fc.constantFrom<LocalOutcome>('holds', 'breaks', 'undecided', notRun);
const anyObservation = fc.record({
  kind: fc.constantFrom('missing-stanza' as const, 'forbidden-stanza' as const, 'wrong-content' as const),
  accountable: fc.constantFrom('A' as const, 'B' as const, undefined),
  alone: fc.constant(false),
  inside: fc.record({ A: outcome, B: outcome }),
});

describe('attribution', () => {
  it('accuses the accountable server when the story breaks inside it alone', () => {
    expect(attribute(observed({ inside: { A: 'holds', B: 'breaks' } }))).to.include({ atFault: 'B', convicts: true });
  });

  it('accuses nobody of a missing stanza that only federation loses', () => {
    expect(attribute(observed({}))).to.include({ atFault: 'undetermined', convicts: false });
  });

  it('accuses nobody of a missing stanza without a control', () => {
    expect(attribute(observed({ inside: { A: notRun, B: notRun } }))).to.include({ convicts: false });
  });

  it('accuses nobody of altered content without a control: the other server may have altered it', () => {
    const { convicts, argument } = attribute(observed({ kind: 'wrong-content', inside: { A: notRun, B: notRun } }));
    expect(convicts).to.equal(false);
    expect(argument).to.contain('further accounts would decide');
  });

  it('accuses the one that let a forbidden stanza through, where no control was possible', () => {
    expect(attribute(observed({ kind: 'forbidden-stanza', inside: { A: notRun, B: notRun } }))).to.include({
      atFault: 'B',
      convicts: true,
    });
  });

  it('needs no control when nobody else took part', () => {
    const { controls, ...rest } = attribute(observed({ alone: true }));
    expect(rest).to.include({ atFault: 'B', convicts: true });
    expect(controls).to.deep.equal([]);
  });

  it('finds which of two bound servers it is, or that it is both', () => {
    expect(attribute(observed({ accountable: undefined, inside: { A: 'breaks', B: 'holds' } })).atFault).to.equal('A');
    expect(attribute(observed({ accountable: undefined, inside: { A: 'breaks', B: 'breaks' } })).atFault).to.equal(
      'both',
    );
    expect(attribute(observed({ accountable: undefined })).atFault).to.equal('undetermined');
  });

  it('is symmetrical: swapping the servers swaps the blame and nothing else', () => {
    const swap = { A: 'B', B: 'A', both: 'both', undetermined: 'undetermined' } as const;
    fc.assert(
      fc.property(anyObservation, (observation) => {
        const mirrored = attribute({
          ...observation,
          accountable: observation.accountable && swap[observation.accountable],
          inside: { A: observation.inside.B, B: observation.inside.A },
        });
        const straight = attribute(observation);
        expect(mirrored.convicts).to.equal(straight.convicts);
        expect(mirrored.atFault).to.equal(swap[straight.atFault as keyof typeof swap]);
      }),
    );
  });

  it('never convicts without naming a party, and never blames one that holds alone', () => {
    fc.assert(
      fc.property(anyObservation, (observation) => {
        const { convicts, atFault } = attribute(observation);
        expect(convicts).to.equal(atFault !== 'undetermined');
        if (atFault === 'A' || atFault === 'B') expect(observation.inside[atFault]).not.to.equal('holds');
      }),
    );
  });
});
