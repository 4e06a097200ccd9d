import { expect } from 'chai';
import { describe, it } from 'mocha';
import { findingsByResult } from '../../reports/model/findings.ts';
import type { Result, RunRecord } from '../../reports/model/record.ts';
import { answerList } from '../../reports/render/html/answers.ts';
import { claimsSection } from '../../reports/render/html/claims.ts';
import { levelsSection, levelStrip } from '../../reports/render/html/levels.ts';
import type { Html } from '../../reports/render/html/template.ts';
import { questionsSection, suiteSection } from '../../reports/render/html/views.ts';
import { leadSentence } from '../../reports/render/sentences.ts';
import { declaringRun } from '../support/declaring-run.ts';
import { hostile, hostileRun } from '../support/hostile-run.ts';
import { tagsIn, unseen } from '../support/html-tags.ts';
import { bothWays, onEntry, profiledRun, sampleClaims, sampleLevel } from '../support/sample-profile.ts';
import { sampleRun } from '../support/sample-run.ts';

type Section = (run: RunRecord, ids: ReturnType<typeof findingsByResult>) => Html;

const sections: Readonly<Record<string, Section>> = {
  answers: answerList,
  levels: levelsSection,
  claims: claimsSection,
  questions: questionsSection,
  suite: suiteSection,
};
const markupOf = (section: Section, run: RunRecord): string => section(run, findingsByResult(run)).markup;
const textOf = (markup: string): string =>
  markup
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(' .', '.');

const gatekeeper = { b: sampleClaims({ designated: '2023-09-05', requested: '2024-01-10' }) };

describe('the sections of the HTML report that speak of Article 7', () => {
  for (const [name, section] of Object.entries(sections)) {
    it(`hold no element, attribute or address that is not ours: ${name}`, () => {
      const namesIn = (markup: string): Set<string> =>
        new Set(tagsIn(markup).flatMap((tag) => [tag.name, ...tag.attributes.keys()]));
      const markup = markupOf(section, declaringRun(hostileRun(), hostile));
      expect(markup).not.to.equal('');
      const ours = namesIn(markupOf(section, declaringRun(sampleRun())));
      // What is long folds, and links to what was found.
      const known = new Set([...ours, 'details', 'summary', 'a', 'href']);
      expect([...namesIn(markup)].filter((one) => !known.has(one))).to.deep.equal([]);
      for (const { attributes } of tagsIn(markup)) expect(attributes.get('href') ?? '#').to.match(/^#[\w-]*$/u);
      expect(markup).not.to.match(unseen);
    });

    it(`say nothing where there is nothing: ${name}`, () => {
      expect(markupOf(section, sampleRun({ results: [], profiles: [] }))).to.equal('');
    });
  }
});

describe('levels in the HTML report', () => {
  const show = (results: readonly Result[], over: Parameters<typeof profiledRun>[1], claims = {}): string =>
    textOf(markupOf(levelsSection, profiledRun(results, over, claims)));

  it('name what stands against a level, with the party and the finding', () => {
    const text = show(bothWays('MSG-01', { verdict: 'fail', atFault: 'B' }), {});
    expect(text).to.match(/L1-T Text between two people.* Not met .*What stands against it MSG-01 .* B F-01/u);
    expect(text).to.include('none says that anybody breaks the law');
  });

  it('say which level one lacks that is met in itself', () => {
    const levels = [sampleLevel(), sampleLevel({ id: 'L2-T', needs: ['L1-T'], gating: ['MUC-01'] })];
    const results = [...bothWays('MSG-01', { verdict: 'fail', atFault: 'A' }), ...bothWays('MUC-01')];
    expect(show(results, { levels })).to.match(/Met in itself.*Noted, does not count.*L1-T, which is not met/u);
  });

  it("show the peer's faults as noted", () => {
    const accountable = { party: 'homeServer', domain: 'alpha.example' };
    const results = [onEntry('MSG-01'), onEntry('MSG-02', { verdict: 'fail', atFault: 'A', accountable })];
    const text = show(results, { levels: [sampleLevel({ gating: ['MSG-01', 'MSG-02'] })] }, gatekeeper);
    expect(text)
      .to.match(/Noted, does not count .*MSG-02/u)
      .and.not.to.include('What stands against it');
    expect(text).to.include('no finding that anybody breaks the law');
  });

  it('tell the readiness of a level that is not due, also at a glance', () => {
    const claims = { b: sampleClaims({ designated: '2023-09-05' }) };
    const run = profiledRun(bothWays('MSG-01'), {}, claims);
    expect(textOf(markupOf(levelsSection, run))).to.match(/no request is declared.*Not due readiness: met/u);
    const strip = levelStrip(run).map(({ markup }) => textOf(markup));
    expect(strip.join('')).to.include('Not due').and.to.include('readiness: met');
  });

  it('tell both directions apart at a glance', () => {
    const results = [onEntry('MSG-01'), onEntry('MSG-01', { direction: 'B->A', verdict: 'fail', atFault: 'A' })];
    const strip = levelStrip(profiledRun(results)).map(({ markup }) => textOf(markup));
    expect(strip.join('')).to.include('A to B met, B to A not met');
  });
});

describe('questions in the HTML report', () => {
  it('name the service by whose fault something does not hold', () => {
    const questions = [{ id: 'privacy', question: 'Is it private?', asks: '', ids: ['MSG-01'], declaration: '' }];
    const run = profiledRun(bothWays('MSG-01', { verdict: 'fail', atFault: 'B' }), { questions });
    expect(textOf(markupOf(questionsSection, run))).to.match(/Does not hold B /u);
  });

  it("never take a provider's words for an answer that holds", () => {
    const question = { id: 'fees', question: 'Is it free?', asks: '', declaration: 'What it costs' };
    const ask = (ids: string[], text?: string): string => {
      const claims = text === undefined ? {} : { b: sampleClaims({ statements: { fees: text } }) };
      const questions = [{ ...question, ids }];
      return textOf(markupOf(questionsSection, profiledRun(bothWays('MSG-01'), { questions }, claims)));
    };
    expect(ask([], 'One million a year')).to.match(/As declared .*not checked.*“One million a year”/u);
    expect(ask(['MSG-01'], 'One million a year'))
      .to.include('Nothing against it')
      .and.not.to.include('Holds');
    expect(ask(['MSG-01']))
      .to.include('To be declared: What it costs')
      .and.not.to.include('Holds');
    expect(ask([])).to.include(' Open ');
  });
});

describe('what providers declare, in the HTML report', () => {
  it('stands beside what was seen, and offers no address to follow', () => {
    const markup = markupOf(claimsSection, declaringRun(sampleRun()));
    const text = textOf(markup);
    for (const part of [
      'designated as gatekeeper on 2023-09-05',
      'asked to interoperate on 2024-05-01',
      'reference offer 1 at javascript:window.breached=1',
      'exemption C(2026) 1 for calls',
      'Size of a stanza: 262144 bytes',
      'XEP-0045 1.0',
    ])
      expect(text).to.include(part);
    expect(markup).not.to.match(/href="javascript/u);
  });
});

describe('the answer at the head of the report', () => {
  const text = { feature: 'Text messages', article: '7(2)(a)(i)' };
  const groups = { feature: 'Groups', article: '7(2)(b)(i)' };
  const answer = (...results: readonly Result[]): readonly [lead: string, list: string] => {
    const run = sampleRun({ results: [...results], profiles: [] });
    return [leadSentence(run), textOf(answerList(run).markup)];
  };

  it('says of each basic function what it does, and whose fault it is', () => {
    const lost = onEntry('MUC-01', { ...groups, verdict: 'fail', atFault: 'B', impact: 'blocking' });
    const [lead, list] = answer(...bothWays('MSG-01', text), lost, { ...lost, direction: 'B->A', verdict: 'pass' });
    expect(lead).to.equal(
      'Text messages between two people work. Text messages in groups do not work. Of 2 functions that were tested ' +
        'between A and B, 1 works. Files and voice and video calls were not tested.',
    );
    expect(list).to.include('Text messages between two people : the one function works.');
    expect(list).to.include(
      'Text messages in groups : the one function does not work in full. Not working: groups (from A to B) B.',
    );
  });

  it('accuses nobody where nobody is shown to be at fault', () => {
    const open = onEntry('MSG-01', { ...text, verdict: 'inconclusive', atFault: 'undetermined', impact: 'blocking' });
    expect(answer(open)[1]).to.match(/Not working: text messages \(from A to B\)\. /u);
  });

  it('does not take a function for working that was tested in one direction only', () => {
    const [lead, list] = answer(onEntry('MSG-01', text));
    expect(lead).to.include('could not be judged in full').and.to.include('0 work.');
    expect(list).to.include('Not judged: text messages');
  });

  it('says so where nothing was tested', () => {
    expect(answer(...bothWays('MSG-01', { ...text, verdict: 'not-run' }))).to.deep.equal([
      'Nothing was tested between A and B.',
      '',
    ]);
  });
});
