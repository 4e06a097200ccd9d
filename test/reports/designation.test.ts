import { expect } from 'chai';
import { describe, it } from 'mocha';
import { dueOf, judgedSides, obligedSides } from '../../reports/model/designation.ts';
import { profiledRun, sampleClaims, sampleLevel } from '../support/sample-profile.ts';

describe('whom the law obliges', () => {
  const claims = (designated?: string, requested?: string) =>
    sampleClaims({ ...(designated && { designated }), ...(requested && { requested }) });
  const dueIn = (
    a: ReturnType<typeof claims> | undefined,
    b?: ReturnType<typeof claims>,
    startedAt = '2026-06-01T10:00:00.000Z',
  ) =>
    dueOf(
      sampleLevel({ due: { event: 'designation', months: 24 } }),
      profiledRun([], {}, { ...(a && { a }), ...(b && { b }) }, { startedAt }),
    );

  it('is the gatekeeper alone where there is one, else both are judged', () => {
    const run = (a?: string, b?: string) => profiledRun([], {}, { a: claims(a), b: claims(b) });
    expect([obligedSides(run()), judgedSides(run())]).to.deep.equal([[], ['A', 'B']]);
    expect([obligedSides(run('2024-01-01')), judgedSides(run('2024-01-01'))]).to.deep.equal([['A'], ['A']]);
    expect(judgedSides(run(undefined, '2024-01-01'))).to.deep.equal(['B']);
    expect(judgedSides(run('2024-01-01', '2024-01-01'))).to.deep.equal(['A', 'B']);
  });

  for (const [what, due, expected] of [
    [
      'without a designation',
      dueIn(undefined),
      {
        due: null,
        isDue: true,
        dueLabel: '24 months after a designation; none is declared, so it is judged as if due',
      },
    ],
    [
      'without a request',
      dueIn(claims('2024-01-15')),
      {
        due: '2026-01-15',
        isDue: false,
        dueLabel: 'From 2026-01-15, upon request (Article 7(5)); no request is declared',
      },
    ],
    [
      'upon an early request',
      dueIn(claims('2024-01-15', '2024-02-01')),
      { due: '2026-01-15', isDue: true, dueLabel: 'Due since 2026-01-15' },
    ],
    [
      'upon a late request',
      dueIn(claims('2024-01-15', '2026-03-31')),
      { due: '2026-06-30', isDue: false, dueLabel: 'Due from 2026-06-30' },
    ],
    [
      'on the day itself',
      dueIn(claims('2024-01-15', '2026-03-01')),
      { due: '2026-06-01', isDue: true, dueLabel: 'Due since 2026-06-01' },
    ],
    [
      'on the evening before',
      dueIn(claims('2024-01-15', '2026-03-01'), undefined, '2026-05-31T23:59:59.000Z'),
      { due: '2026-06-01', isDue: false, dueLabel: 'Due from 2026-06-01' },
    ],
    [
      'at the end of a shorter month',
      dueIn(claims('2024-02-29', '2024-03-01')),
      { due: '2026-02-28', isDue: true, dueLabel: 'Due since 2026-02-28' },
    ],
    [
      'of two, by the earlier',
      dueIn(claims('2024-06-15', '2024-07-01'), claims('2024-01-15', '2024-02-01')),
      { due: '2026-01-15', isDue: true, dueLabel: 'Due since 2026-01-15' },
    ],
    [
      'of two, by the one that was asked',
      dueIn(claims('2023-01-01'), claims('2024-01-15', '2024-02-01')),
      { due: '2026-01-15', isDue: true, dueLabel: 'Due since 2026-01-15' },
    ],
    [
      'of two that nobody asked, by the earlier',
      dueIn(claims('2024-06-15'), claims('2024-01-15')),
      {
        due: '2026-01-15',
        isDue: false,
        dueLabel: 'From 2026-01-15, upon request (Article 7(5)); no request is declared',
      },
    ],
    [
      'by the request of a gatekeeper only',
      dueIn(claims('2024-01-15', '2024-02-01'), claims(undefined, '2020-01-01')),
      { due: '2026-01-15', isDue: true, dueLabel: 'Due since 2026-01-15' },
    ],
  ] as const) {
    it(`says when a level is due, ${what}`, () => {
      expect(due).to.deep.equal(expected);
    });
  }
});
