import { expect } from 'chai';
import { describe, it } from 'mocha';
import { review } from '../../scripts/house.mjs';

const findings = (file: string, text: string): number => review(file, text).length;

describe('house rules', () => {
  it('finds a product name in a suite and nowhere else', () => {
    expect(findings('suites/muc/join.ts', "// Prosody's answer\n")).to.equal(1);
    expect(findings('runners/lab/lab.ts', "// Prosody's answer\n")).to.equal(0);
  });

  it('finds a wait in a suite', () => {
    const wait = ['set', 'Timeout(done, 50);'].join('');
    expect(findings('suites/muc/join.ts', wait)).to.equal(1);
  });

  it('finds a test that skips without a reason', () => {
    const bare = ['this.', 'skip();'].join('');
    expect(findings('test/lab/lab.test.ts', bare)).to.equal(1);
    expect(findings('test/lab/lab.test.ts', "skip(this, 'no browser');")).to.equal(0);
  });

  it('finds the path of one machine, with its line', () => {
    const path = ['', 'home', 'romeo'].join('/');
    expect(review('docs/verdicts.md', `first\nsee ${path}`)[0]).to.match(/^docs\/verdicts\.md:2: /);
    expect(findings('docs/verdicts.md', 'see https://example.org/work/flow')).to.equal(0);
  });

  it('finds a file of more than 250 lines', () => {
    expect(findings('runners/cli/main.ts', 'a;\n'.repeat(250))).to.equal(0);
    expect(findings('runners/cli/main.ts', 'a;\n'.repeat(251))).to.equal(1);
  });
});
