import { expect } from 'chai';
import { describe, it } from 'mocha';
import { questionRows, subProfileRows, suiteRows } from '../../reports/model/levels.ts';
import type { Question, SuiteFeature } from '../../reports/model/profile.ts';
import type { Claims } from '../../reports/model/claims.ts';
import type { Result } from '../../reports/model/record.ts';
import { bothWays, onEntry, profiledRun, sampleClaims, sampleLevel } from '../support/sample-profile.ts';

describe('views across the levels', () => {
  const privacy = { id: 'minimisation', title: 'Personal data', article: '7(8)', ids: ['MSG-17'], articles: ['7(8)'] };

  it('take the entries that they name and those of their paragraph, with the weights of the levels', () => {
    const levels = [sampleLevel({ gating: ['MSG-01'], advisory: ['MSG-17'] })];
    const results = [
      ...bothWays('MSG-17', { verdict: 'fail', atFault: 'A' }),
      ...bothWays('RFC6121-11-1'),
      ...bothWays('MSG-01', { verdict: 'fail', atFault: 'A' }),
    ];
    const run = profiledRun(results, { levels, subProfiles: [privacy] });
    const entries = run.catalogue.entries.map((entry) =>
      entry.id === 'RFC6121-11-1' ? { ...entry, article: '7(8)' } : entry,
    );
    const [row] = subProfileRows({ ...run, catalogue: { entries, features: [] } });
    expect(row?.entries).to.deep.equal(['MSG-17', 'RFC6121-11-1']);
    expect(row?.cells['A->B']).to.include({ state: 'met with observations', gating: 1, held: 1 });
  });
});

describe('questions to the providers', () => {
  const ask = (
    question: Partial<Question>,
    results: readonly Result[],
    claims: { readonly a?: Claims } = {},
    over: Parameters<typeof profiledRun>[3] = {},
  ) => {
    const questions = [{ id: 'tracking', question: 'Why?', asks: '', ids: ['MSG-17'], declaration: '', ...question }];
    return questionRows(profiledRun(results, { questions }, claims, over))[0];
  };
  const told = { a: sampleClaims({ statements: { tracking: 'Nothing is kept' } }) };
  const declaration = 'What is recorded';

  it('are answered by results where these hold or do not', () => {
    expect(ask({}, bothWays('MSG-17'))).to.include({ answered: 'by results', finding: 'holds' });
    const broken = [onEntry('MSG-17'), onEntry('MSG-17', { direction: 'B->A', verdict: 'fail', atFault: 'A' })];
    expect(ask({ declaration }, broken)).to.include({ answered: 'by results', finding: 'does not hold' });
    expect(ask({}, [onEntry('MSG-17')])).to.include({ answered: 'open', finding: 'open' });
  });

  it('stay open until the provider says what results cannot show', () => {
    expect(ask({ declaration }, bothWays('MSG-17'))).to.include({ answered: 'open', finding: 'supported' });
    const row = ask({ declaration }, bothWays('MSG-17'), told);
    expect(row).to.include({ answered: 'by both', finding: 'supported' });
    expect(row?.statements).to.deep.equal([{ side: 'A', text: 'Nothing is kept' }]);
    expect(ask({ declaration, ids: [] }, [], told)).to.include({ answered: 'by declaration', finding: 'open' });
  });

  it('are not answered by the results of a selection', () => {
    expect(ask({}, bothWays('MSG-17'), {}, { filtered: true })).to.include({ answered: 'open', finding: 'open' });
  });
});

describe('the features of the compliance suites', () => {
  const cells = (results: readonly Result[], feature: Partial<SuiteFeature> = {}, over = {}) => {
    const suite: SuiteFeature[] = [
      {
        category: 'IM',
        feature: 'User blocking',
        specifications: ['XEP-0191'],
        server: 'advanced',
        namespaces: ['urn:xmpp:blocking'],
        ids: ['PRV-03'],
        entriesOf: [],
        ...feature,
      },
    ];
    const row = suiteRows(profiledRun(results, { suite }, {}, over))[0];
    return [row?.cells.A.state, row?.cells.B.state];
  };

  it('are judged for the side that is at fault, else for the accountable one', () => {
    expect(cells(bothWays('PRV-03'))).to.deep.equal(['works', 'works']);
    expect(cells([...bothWays('PRV-03'), onEntry('PRV-03', { verdict: 'fail', atFault: 'A' })])).to.deep.equal([
      'broken',
      'works',
    ]);
    expect(cells([onEntry('PRV-03', { verdict: 'not-applicable' })])).to.deep.equal(['advertised', 'not offered']);
  });

  it('take in every entry of a specification', () => {
    expect(cells(bothWays('RFC6121-1'), { ids: [], entriesOf: ['RFC 6121'] })).to.deep.equal(['works', 'works']);
  });

  it('are not claimed without a test, nor by a selection', () => {
    expect(cells(bothWays('MSG-01'), { namespaces: [] })).to.deep.equal(['not tested', 'not tested']);
    expect(cells(bothWays('PRV-03'), { reason: 'not seen from outside' })).to.deep.equal(['not tested', 'not tested']);
    expect(cells(bothWays('PRV-03'), {}, { filtered: true })).to.deep.equal(['undetermined', 'undetermined']);
  });
});
