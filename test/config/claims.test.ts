import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { claimsSchema } from '../../reports/model/claims.ts';
import { parsePlanFile } from '../../runners/config/plan-file.ts';
import { type Configuration, resolvePlan } from '../../runners/config/resolve.ts';
import { UsageError } from '../../runners/config/usage-error.ts';

const planOf = (claims: string): string => `a:
  jid: alice@alpha.example
  password: { env: A }
  claims: ${claims}
b: { jid: bob@beta.example, password: { env: B } }
`;

function problem(claims: string): string {
  try {
    parsePlanFile(planOf(claims), 'plan.yaml');
  } catch (error) {
    expect(error).to.be.instanceOf(UsageError);
    return (error as UsageError).message;
  }
  throw new Error('the claims were accepted');
}

const full = `
    functions: [text, groups]
    encryption: { scheme: OMEMO, byDefault: true }
    limits: { stanzaBytes: 262144, messagesPerSecond: 0.5 }
    designated: 2023-09-05
    referenceOffer: { url: "https://alpha.example/offer", version: "1" }
    exemptions: [{ reference: C(2026) 1, functions: [groups] }]
    statements: { agreements: none }
    doap: product.doap`;

describe('the claims of a plan file', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-claims-'));
    const sample = new URL('../support/doap/default-namespace.doap', import.meta.url);
    await copyFile(fileURLToPath(sample), join(folder, 'product.doap'));
  });
  after(() => rm(folder, { recursive: true }));

  const resolve = async (claims: string): Promise<Configuration> => {
    const config = join(folder, 'plan.yaml');
    await writeFile(config, planOf(claims));
    return resolvePlan({ config }, { environment: { A: 'a', B: 'b' }, readStdin: async () => '' });
  };

  it('reach the plan as the record takes them, with what the DOAP file beside it lists', async () => {
    const { plan } = await resolve(full);
    expect(plan.b.claims).to.equal(undefined);
    expect(claimsSchema.parse(plan.a.claims)).to.deep.equal(plan.a.claims);
    expect(plan.a.claims).to.deep.include({
      functions: ['text', 'groups'],
      limits: { stanzaBytes: 262_144, messagesPerSecond: 0.5 },
      designated: '2023-09-05',
      exemptions: [{ reference: 'C(2026) 1', functions: ['groups'] }],
      statements: { agreements: 'none' },
    });
    expect(plan.a.claims?.software?.implements).to.have.lengthOf(3);
  });

  it('are empty lists where they say nothing', async () => {
    const { plan } = await resolve('{}');
    expect(plan.a.claims).to.deep.equal({ functions: [], exemptions: [], statements: {} });
  });

  it('show each value with its origin', async () => {
    const { effective } = await resolve(full);
    const shown = new Map(effective.map(({ path, value, origin }) => [path, [value, origin.replace(folder, '')]]));
    expect(shown.get('a.claims.functions')).to.deep.equal([['text', 'groups'], '/plan.yaml:5']);
    expect(shown.get('a.claims.encryption.byDefault')).to.deep.equal([true, '/plan.yaml:6']);
    expect(shown.get('a.claims.exemptions[0].reference')).to.deep.equal(['C(2026) 1', '/plan.yaml:10']);
    expect(shown.get('a.claims.doap')).to.deep.equal(['product.doap', '/plan.yaml:12']);
    expect(shown.get('a.claims.software')).to.deep.equal(['Verona Server 1.2.0, 3 XEPs', 'file /product.doap']);
  });

  it('name what is wrong, with what was probably meant', () => {
    expect(problem('{ functions: [txet] }')).to.equal(
      'plan.yaml, line 4, column 25: a.claims.functions[0] is "txet", which is no function of the profiles. Did you mean \'text\'?',
    );
    expect(problem('{ functions: [zzzzzzzz] }')).to.match(/no function of the profiles; there are text, .+\.$/);
    expect(problem('{ functons: [text] }')).to.contain(
      "'functons' is not a key of a.claims. Did you mean 'functions'?",
    );
    expect(problem('{ limits: { stanzabytes: 1 } }')).to.contain("Did you mean 'stanzaBytes'?");
    expect(problem('{ limits: { stanzaBytes: 0 } }')).to.contain(
      'a.claims.limits.stanzaBytes must be a whole number of bytes, above 0.',
    );
    expect(problem('{ designated: 5 September 2023 }')).to.contain(
      'a.claims.designated must be a date such as 2023-09-05.',
    );
    expect(problem('{ statements: { agreemnts: none } }')).to.contain(
      "a.claims.statements.agreemnts answers no question of the profiles. Did you mean 'agreements'?",
    );
    expect(problem('{ exemptions: [{ functions: [calls] }] }')).to.contain(
      'a.claims.exemptions[0].reference is missing; it must be the reference of the decision.',
    );
    expect(problem('yes')).to.contain('a.claims must be a mapping such as');
  });

  it('name the option, the place and the DOAP file that cannot be read', async () => {
    const error: unknown = await resolve('{ doap: absent.doap }').catch((reason: unknown) => reason);
    expect((error as UsageError).message).to.match(
      /plan\.yaml:4: the DOAP file of a\.claims\.doap, .*absent\.doap cannot be read: .+\.$/,
    );
  });
});
