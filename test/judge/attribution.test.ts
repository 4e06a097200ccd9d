import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Side } from '../../reports/model/record.ts';
import { attribute, type ControlOutcome, type Observation } from '../../runners/judge/attribution.ts';

const notRun: ControlOutcome = { notRun: 'one account' };
const domain = 'gamma.example';
const observed = (change: Partial<Observation>): Observation => ({
  accountable: 'B',
  alone: false,
  inside: { A: 'holds', B: 'holds' },
  ...change,
});
const between = (A: ControlOutcome, B: ControlOutcome, bound: Side | 'both' = 'B'): Observation =>
  observed({ accountable: bound === 'both' ? undefined : bound, reference: { domain, between: { A, B } } });

const outcome = fc.constantFrom<ControlOutcome>('holds', 'breaks', 'undecided', notRun);
const outcomes = fc.record({ A: outcome, B: outcome });
const sideOrBoth = fc.constantFrom('A' as const, 'B' as const, undefined);
const anyObservation: fc.Arbitrary<Observation> = fc
  .record({
    letThrough: sideOrBoth,
    accountable: sideOrBoth,
    alone: fc.boolean(),
    inside: outcomes,
    reference: fc.option(fc.record({ domain: fc.constant(domain), between: outcomes }), { nil: undefined }),
  })
  .map(({ reference, alone, ...rest }) => ({
    ...rest,
    alone: alone && rest.accountable !== undefined,
    ...(reference && { reference }),
  }));

const swapped = { A: 'B', B: 'A' } as const;
const swapIn = (text: string): string => text.replace(/\b[AB]\b/g, (side) => swapped[side as Side]);
/** Where both sides stand in a sentence, A is first. */
const wordsOf = (text: string): readonly string[] => text.match(/\w+/g)?.sort() ?? [];
const mirrored = ({ accountable, letThrough, inside, reference, ...rest }: Observation): Observation => ({
  ...rest,
  accountable: accountable && swapped[accountable],
  letThrough: letThrough && swapped[letThrough],
  inside: { A: inside.B, B: inside.A },
  ...(reference && { reference: { domain, between: { A: reference.between.B, B: reference.between.A } } }),
});

describe('attribution', () => {
  it('accuses the accountable server when the story breaks inside it alone', () => {
    const { argument, ...rest } = attribute(observed({ inside: { A: 'holds', B: 'breaks' } }));
    expect(rest).to.include({ atFault: 'B', convicts: true });
    expect(argument).to.equal('the same story breaks inside B alone');
  });

  it('accuses nobody of a missing stanza that only federation loses', () => {
    expect(attribute(observed({}))).to.include({
      atFault: 'undetermined',
      convicts: false,
      argument: 'nobody is accused: inside A it holds, inside B it holds; a reference server would decide',
    });
  });

  it('accuses nobody of a missing stanza without a control', () => {
    expect(attribute(observed({ inside: { A: notRun, B: notRun } }))).to.include({ convicts: false });
  });

  it('accuses nobody of altered content without a control: the other server may have altered it', () => {
    const { convicts, argument } = attribute(observed({ inside: { A: notRun, B: notRun } }));
    expect(convicts).to.equal(false);
    expect(argument).to.contain('further accounts would decide');
  });

  it('accuses the one that let a forbidden stanza through, where no control was possible', () => {
    const found = attribute(observed({ letThrough: 'B', inside: { A: notRun, B: notRun } }));
    expect(found).to.include({ atFault: 'B', convicts: true });
    expect(found.argument).to.contain('the requirement binds B and the breach was seen');
    expect(attribute(observed({ letThrough: 'B', inside: { A: notRun, B: 'undecided' } })).convicts).to.equal(false);
  });

  it('accuses nobody of what came to a client of the other server, without a control', () => {
    const found = attribute(observed({ letThrough: 'A', inside: { A: notRun, B: notRun } }));
    expect(found).to.include({ atFault: 'undetermined', convicts: false });
  });

  it('needs no control when nobody else took part', () => {
    const { controls, ...rest } = attribute(observed({ alone: true }));
    expect(rest).to.deep.equal({ atFault: 'B', convicts: true, argument: 'no other server took part' });
    expect(controls).to.deep.equal([]);
  });

  it('finds which of two bound servers it is, or that it is both', () => {
    const bound = (A: ControlOutcome, B: ControlOutcome) =>
      attribute(observed({ accountable: undefined, inside: { A, B } }));
    expect(bound('breaks', 'holds')).to.include({
      atFault: 'A',
      argument: 'only one server is shown to break the story: inside A it breaks, inside B it holds',
    });
    expect(bound('breaks', 'breaks')).to.include({
      atFault: 'both',
      argument: 'the same story breaks inside A and inside B',
    });
    expect(bound('holds', 'holds').atFault).to.equal('undetermined');
  });

  it('lists each control with its outcome', () => {
    const { controls } = attribute({ ...between('holds', notRun), inside: { A: 'holds', B: notRun } });
    expect(controls.map(({ name, outcome: came, note }) => [name, came, note])).to.deep.equal([
      ['the same story inside A', 'holds', 'it holds'],
      ['the same story inside B', 'not-run', 'it was not tried (one account)'],
      ['the same story between A and the reference gamma.example', 'holds', 'it holds'],
      ['the same story between B and the reference gamma.example', 'not-run', 'it was not tried (one account)'],
    ]);
  });
});

describe('attribution with a reference', () => {
  it('accuses the accountable server that breaks the story with the reference too, while the other one keeps it', () => {
    expect(attribute(between('holds', 'breaks'))).to.include({
      atFault: 'B',
      convicts: true,
      argument:
        'the same story breaks between B and the reference gamma.example as well, and holds between A and the reference',
    });
  });

  it('decides also where no local control could run', () => {
    expect(attribute({ ...between('holds', 'breaks'), inside: { A: notRun, B: notRun } }).atFault).to.equal('B');
  });

  it('finds the one of two bound servers that breaks it', () => {
    expect(attribute(between('breaks', 'holds', 'both')).atFault).to.equal('A');
    expect(attribute(between('holds', 'breaks', 'both')).atFault).to.equal('B');
  });

  it('accuses nobody where both break: it may be the reference', () => {
    for (const bound of ['A', 'B', 'both'] as const) {
      const { argument, convicts } = attribute(between('breaks', 'breaks', bound));
      expect(convicts).to.equal(false);
      expect(argument).to.match(/the reference may be at fault itself$/);
    }
  });

  it('accuses nobody where both hold', () => {
    const { argument, convicts } = attribute(between('holds', 'holds'));
    expect(convicts).to.equal(false);
    expect(argument).to.equal(
      'nobody is accused: inside A it holds, inside B it holds; between A and the reference gamma.example it holds, ' +
        'between B and the reference it holds; only these two together break it',
    );
  });

  it('accuses nobody where the server that breaks it is not bound', () => {
    const { argument, convicts } = attribute(between('breaks', 'holds'));
    expect(convicts).to.equal(false);
    expect(argument).to.match(/it is A that breaks it with the reference, but the requirement binds B$/);
  });

  it('accuses nobody on one play alone', () => {
    for (const other of ['undecided', notRun] as const) {
      for (const observation of [between(other, 'breaks'), between('holds', other), between(other, 'breaks', 'both')]) {
        const { argument, convicts } = attribute(observation);
        expect(convicts).to.equal(false);
        expect(argument).to.match(/the reference did not decide$/);
      }
    }
  });

  it('leaves what the controls inside the servers show as it is', () => {
    const found = attribute({ ...between('breaks', 'holds'), inside: { A: 'holds', B: 'breaks' } });
    expect(found).to.include({ atFault: 'B', argument: 'the same story breaks inside B alone' });
  });
});

describe('attribution of any observation', () => {
  it('is symmetrical: swapping the servers swaps the blame and nothing else', () => {
    const swap = { A: 'B', B: 'A', both: 'both', undetermined: 'undetermined' } as const;
    fc.assert(
      fc.property(anyObservation, (observation) => {
        const straight = attribute(observation);
        const other = attribute(mirrored(observation));
        expect(other.convicts).to.equal(straight.convicts);
        expect(other.atFault).to.equal(swap[straight.atFault as keyof typeof swap]);
        const controls = straight.controls.map((control) => ({ ...control, name: swapIn(control.name) }));
        expect(other.controls).to.have.deep.members(controls);
        expect(wordsOf(other.argument)).to.deep.equal(wordsOf(swapIn(straight.argument)));
      }),
      { numRuns: 1000 },
    );
  });

  it('never convicts without naming a party, and never one that the requirement does not bind', () => {
    fc.assert(
      fc.property(anyObservation, (observation) => {
        const { convicts, atFault } = attribute(observation);
        expect(convicts).to.equal(atFault !== 'undetermined');
        if (convicts && observation.accountable !== undefined) expect(atFault).to.equal(observation.accountable);
      }),
      { numRuns: 1000 },
    );
  });

  it('blames one that holds alone only where it breaks with the reference and the other one does not', () => {
    fc.assert(
      fc.property(anyObservation, (observation) => {
        const { inside, reference, alone } = observation;
        const { atFault } = attribute(observation);
        if (alone || (atFault !== 'A' && atFault !== 'B') || inside[atFault] !== 'holds') return;
        expect(reference?.between[atFault]).to.equal('breaks');
        expect(reference?.between[swapped[atFault]]).to.equal('holds');
      }),
      { numRuns: 1000 },
    );
  });

  it('changes no verdict that was reached without the reference', () => {
    fc.assert(
      fc.property(anyObservation, ({ reference, ...local }) => {
        const alone = attribute(local);
        if (!alone.convicts || !reference) return;
        expect(attribute({ ...local, reference })).to.include({ atFault: alone.atFault, argument: alone.argument });
      }),
      { numRuns: 1000 },
    );
  });
});
