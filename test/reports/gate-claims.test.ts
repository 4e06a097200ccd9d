import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Result } from '../../reports/model/record.ts';
import { sampleClaims } from '../support/sample-profile.ts';
import { type Given, on, told } from '../support/gated.ts';

const both = { party: 'both', domain: '' };

describe('a function that is declined', () => {
  const byB = 'declined: <iq from="beta.example"/>';
  const refused = (over: Partial<Result> = {}): Result => on({ verdict: 'refused', actual: byB, ...over });
  const text = sampleClaims({ functions: ['text'] });

  for (const [what, result, given, expected] of [
    [
      'declared by the one that declined',
      refused(),
      { claims: { b: text } },
      'hinders: (refused, though declared for own users)',
    ],
    [
      'declared by the one at fault',
      refused({ actual: 'no', atFault: 'B' }),
      { claims: { b: text } },
      'hinders: (refused, though declared for own users)',
    ],
    [
      'declared by one that is not shown to have declined',
      refused({ actual: 'no' }),
      { claims: { b: text } },
      'open: (refused, though declared for own users; by whom is not shown)',
    ],
    [
      'not declared by one that declares others',
      refused(),
      { claims: { b: sampleClaims({ functions: ['reactions'] }) } },
      'noted: (refused, and not declared for own users; Article 7(9) asks for the justification)',
    ],
    [
      'of one that declares nothing',
      refused(),
      {},
      'open: (refused; whether own users have the function is not declared)',
    ],
    [
      'of two, of which one declares nothing',
      refused({ accountable: both }),
      { claims: { b: sampleClaims({ functions: ['reactions'] }) } },
      'open: (refused; whether own users have the function is not declared)',
    ],
    [
      'of two that both declare others',
      refused({ atFault: 'both' }),
      { claims: { a: sampleClaims({ functions: ['x'] }), b: sampleClaims({ functions: ['x'] }) } },
      'noted: (refused, and not declared for own users; Article 7(9) asks for the justification)',
    ],
    [
      'by the peer',
      refused(),
      { judged: ['A'], claims: { b: text } },
      'noted: (refused by the peer, which does not count)',
    ],
    [
      'by the peer at fault, though another is accountable',
      refused({ atFault: 'A' }),
      { judged: ['B'], claims: { b: text } },
      'noted: (refused by the peer, which does not count)',
    ],
  ] as const satisfies readonly (readonly [string, Result, Given, string])[]) {
    it(`counts as "${expected}", ${what}`, () => {
      expect(told([result], given)?.map((one) => one.replace(result.actual, '').replace(':  ', ': '))).to.deep.equal([
        expected,
      ]);
    });
  }
});

describe('a function that is not offered', () => {
  const absent = (over: Partial<Result> = {}): Result => on({ verdict: 'not-applicable', actual: 'none', ...over });
  const text = sampleClaims({ functions: ['text'] });

  it('hinders where it is declared by the one that lacks it', () => {
    expect(told([absent()], { claims: { b: text } })).to.deep.equal(['hinders: none (declared for own users)']);
    expect(told([absent()])).to.deep.equal([]);
    expect(told([absent()], { claims: { a: text } })).to.deep.equal([]);
  });

  it('is open where it is not shown who lacks it', () => {
    expect(told([absent({ actual: 'alpha.example has none' })], { claims: { b: text } })).to.deep.equal([
      'open: alpha.example has none (declared for own users; which side lacks it is not shown)',
    ]);
  });

  it('is silent where one of several scenarios shows that it is there', () => {
    for (const verdict of ['pass', 'warn'] as const)
      expect(
        told([absent(), on({ verdict, scenario: 'more', atFault: 'A' })], { judged: ['B'], claims: { b: text } }),
      ).to.deep.equal([]);
  });
});

describe('an extension that is declared', () => {
  const exempt = (reference: string, ...functions: string[]) =>
    sampleClaims({
      exemptions: [
        { reference: 'other', functions: ['reactions'] },
        { reference, functions },
      ],
    });
  const failed = on({ verdict: 'fail', atFault: 'both', actual: 'seen' });

  it('makes what hinders observed, where all that are at fault have one for that function', () => {
    const two = { a: exempt('C(1)', 'text'), b: exempt('C(2)', 'reactions', 'text') };
    expect(told([failed], { claims: two })).to.deep.equal([
      'observed: seen (extension or exemption C(1), as declared)',
    ]);
    expect(told([failed], { claims: { a: two.a } })).to.deep.equal(['hinders: seen']);
    const accountable = { party: 'homeServer', domain: 'alpha.example' };
    const byB = on({ verdict: 'fail', atFault: 'B', actual: 'seen', accountable });
    expect(told([byB], { claims: { b: two.b } })).to.deep.equal([
      'observed: seen (extension or exemption C(2), as declared)',
    ]);
    expect(told([failed], { claims: { b: two.b } })).to.deep.equal(['hinders: seen']);
    expect(told([failed], { claims: { b: two.b }, judged: ['B'] })).to.deep.equal([
      'observed: seen (extension or exemption C(2), as declared)',
    ]);
    expect(told([failed], { claims: { a: exempt('C(1)', 'reactions') }, judged: ['A'] })).to.deep.equal([
      'hinders: seen',
    ]);
    expect(told([failed], { claims: { a: exempt('C(1)') }, judged: ['A'] })).to.deep.equal(['hinders: seen']);
  });
});
