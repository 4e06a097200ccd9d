import { expect } from 'chai';
import { describe, it } from 'mocha';
import { parsePlanFile, readPlanFile } from '../../runners/config/plan-file.ts';
import { UsageError } from '../../runners/config/usage-error.ts';

const sides = `a:
  jid: alice@alpha.example
  password: { env: A_PASSWORD }
b:
  jid: bob@beta.example
  password: { file: bob.txt }
`;

function problemsOf(text: string): string {
  try {
    parsePlanFile(text, 'plan.yaml');
  } catch (error) {
    expect(error).to.be.instanceOf(UsageError);
    return (error as UsageError).message;
  }
  throw new Error('the plan file was accepted');
}

describe('the plan file', () => {
  it('is accepted with all its keys, and knows where each value stands', () => {
    const file = parsePlanFile(
      `${sides.replace(
        'password: { env: A_PASSWORD }',
        `password: { stdin: true }
  connect: xmpps://127.0.0.1:5223
  ca: ca.pem
  others: [{ jid: carol@alpha.example, password: { env: A2 } }]
  services: { muc: conference.alpha.example }`,
      )}run: { profile: full, scenarios: ['rfc*'], exclude: [], lanes: 2, deadline: 500ms, heavy: true, dns: 127.0.0.1:53, unreachable: '*.dead.example' }
`,
      'plan.yaml',
    );
    expect(file.data.a.others?.[0]?.jid).to.equal('carol@alpha.example');
    expect(file.data.run?.lanes).to.equal(2);
    expect(file.origin(['a', 'jid'])).to.equal('plan.yaml:2');
    expect(file.origin(['run', 'lanes'])).to.equal('plan.yaml:11');
  });

  it('names line and column of a misspelt key, and what was probably meant', () => {
    expect(problemsOf(sides.replace('  jid: bob', '  jdi: bob')))
      .to.contain("plan.yaml, line 5, column 3: 'jdi' is not a key of b. Did you mean 'jid'?")
      .and.to.contain('b.jid is missing');
    expect(problemsOf(`${sides}rnu: {}\n`)).to.equal(
      "plan.yaml, line 7, column 1: 'rnu' is not a key of a plan file. Did you mean 'run'?",
    );
    expect(problemsOf(`${sides}run: { lane: 2 }\n`)).to.equal(
      "plan.yaml, line 7, column 8: 'lane' is not a key of run. Did you mean 'lanes'?",
    );
  });

  it('takes a profile or one of its levels for what the run is about', () => {
    expect(parsePlanFile(`${sides}run: { profile: L1-T }\n`, 'plan.yaml').data.run?.profile).to.equal('L1-T');
    expect(problemsOf(`${sides}run: { profile: L1-X }\n`))
      .to.match(/run\.profile is "L1-X", which is no profile/)
      .and.to.match(/Did you mean 'L1-[TF]'/);
  });

  it('names every problem, one sentence a line', () => {
    const problems = problemsOf(
      `${sides.replace('alice@', '')}run: { lanes: 0, deadline: 15, heavy: perhaps }\n`,
    ).split('\n');
    expect(problems).to.have.length(4);
    for (const problem of problems) expect(problem).to.match(/^plan\.yaml, line \d+, column \d+: .+\.$/);
    expect(problems.join('\n'))
      .to.contain('a.jid is "alpha.example", which has no \'@\'')
      .and.to.contain('run.lanes must be a whole number from 1 to 32');
  });

  it('refuses a literal password with the remedy and without repeating it', () => {
    for (const literal of [
      'hunter2',
      '12345678',
      '{ value: hunter2 }',
      '[hunter2]',
      "{ env: 'hunter2!' }",
      '{ env: A, file: hunter2 }',
      '{}',
    ]) {
      const problems = problemsOf(sides.replace('{ env: A_PASSWORD }', literal));
      expect(problems)
        .to.match(/^plan\.yaml, line 3, column \d+: /)
        .and.to.match(/password/);
      expect(problems).not.to.match(/hunter2|12345678/);
    }
    expect(problemsOf(sides.replace('{ env: A_PASSWORD }', 'hunter2'))).to.contain('{ env: NAME }');
  });

  it('refuses what is not YAML without quoting it', () => {
    const problems = problemsOf(sides.replace('{ env: A_PASSWORD }', '"hunter2'));
    expect(problems).to.match(/^plan\.yaml, line \d+, column \d+: this is not YAML/);
    expect(problems).not.to.contain('hunter2');
  });

  it('takes a reference of the same form, but for claims, and names the key where something is wrong', () => {
    const reference = 'jid: carol@gamma.example, others: [{ jid: d@gamma.example, password: { env: D } }]';
    const { data } = parsePlanFile(`${sides}reference: { ${reference} }\n`, 'plan.yaml');
    expect(data.reference?.others?.[0]?.jid).to.equal('d@gamma.example');
    expect(problemsOf(`${sides}reference: { ${reference}, conect: x }\n`)).to.match(
      /^plan\.yaml, line 7, column \d+: 'conect' is not a key of reference\. Did you mean 'connect'\?$/,
    );
    expect(problemsOf(`${sides}reference: { ${reference}, claims: {} }\n`)).to.contain(
      "'claims' is not a key of reference",
    );
    expect(problemsOf(`${sides}reference: { jid: gamma.example }\n`)).to.contain('reference.jid is "gamma.example"');
    expect(problemsOf(`${sides}reference: {}\n`)).to.contain('reference.jid is missing');
  });

  it('refuses files without a mapping, keys that are given twice, and aliases without end', () => {
    expect(problemsOf('')).to.contain('the plan file must be a mapping');
    expect(problemsOf('- a\n- b\n')).to.contain('the plan file must be a mapping');
    expect(problemsOf(`${sides}a: {}\n`)).to.contain('line 7');
    const bomb = `x: &x [1,1,1,1,1,1,1,1]\ny: &y [*x,*x,*x,*x,*x,*x,*x,*x]\nz: [*y,*y,*y,*y,*y,*y,*y,*y]\n`;
    expect(problemsOf(bomb)).to.contain('plan.yaml');
  });

  it('says why a file cannot be read', async () => {
    const error: unknown = await readPlanFile('/nowhere/plan.yaml').catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(UsageError);
    expect((error as UsageError).message).to.equal(
      'The plan file /nowhere/plan.yaml cannot be read: there is no such file or folder.',
    );
  });
});
