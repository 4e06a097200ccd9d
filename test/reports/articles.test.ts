import { expect } from 'chai';
import { describe, it } from 'mocha';
import { answers, isBasic, type Answer } from '../../reports/model/answers.ts';
import { articleStates, combineStates } from '../../reports/model/articles-state.ts';
import { articleOf, basicFunctions, compareArticles } from '../../reports/model/articles.ts';
import type { FeatureState } from '../../reports/model/features.ts';
import type { Result } from '../../reports/model/record.ts';
import { sampleResult, sampleRun } from '../support/sample-run.ts';

describe('the paragraphs of Article 7', () => {
  it('are the eight basic functions of Article 7(2), with the time from which each is due', () => {
    expect(basicFunctions.map(({ paragraph, due }) => `${paragraph} ${due}`)).to.deep.equal([
      '7(2)(a)(i) From designation',
      '7(2)(a)(ii) From designation',
      '7(2)(b)(i) Within 2 years of designation',
      '7(2)(b)(ii) Within 2 years of designation',
      '7(2)(c)(i) Within 4 years of designation',
      '7(2)(c)(ii) Within 4 years of designation',
      '7(2)(c)(iii) Within 4 years of designation',
      '7(2)(c)(iv) Within 4 years of designation',
    ]);
    expect(basicFunctions.map(({ title }) => title)).to.deep.equal([
      'Text messages between two people',
      'Files between two people',
      'Text messages in groups',
      'Files between a group and a person',
      'Voice calls between two people',
      'Video calls between two people',
      'Voice calls between a group and a person',
      'Video calls between a group and a person',
    ]);
  });

  for (const [paragraph, title] of [
    ['7(2)(b)(i)', 'Text messages in groups'],
    ['7(1)', 'Other content of messages'],
    ['7(3)', 'Level of security, end-to-end encryption'],
    ['7(7)', 'Freedom to use the function or not'],
    ['7(8)', 'Personal data limited to what is needed'],
    ['7(9)', 'Integrity, security and privacy of the service'],
    ['13(6)', 'The same conditions and quality for those who use it'],
    ['7(99)', 'Article 7(99)'],
    ['', 'What carries the functions'],
  ] as const) {
    it(`have a title: ${title}`, () => {
      expect(articleOf(paragraph)).to.include({ paragraph, title });
    });
  }

  it('are due at a time only where the regulation names one', () => {
    expect(
      ['7(1)', '7(3)', '7(7)', '7(8)', '7(9)', '13(6)', '7(99)', ''].map((one) => articleOf(one).due),
    ).to.deep.equal(Array.from({ length: 8 }, () => ''));
  });

  it('stand in the order of the regulation, then others, then what no paragraph names', () => {
    const order = ['7(2)(a)(i)', '7(2)(c)(iv)', '7(1)', '13(6)', '7(99)', ''];
    expect(order.toReversed().toSorted(compareArticles)).to.deep.equal(order);
    expect(compareArticles('7(99)', '7(98)')).to.equal(0);
  });
});

describe('one state for several', () => {
  for (const [states, one] of [
    [[], 'not tested'],
    [['not tested', 'not tested'], 'not tested'],
    [['not tested', 'not offered'], 'not offered'],
    [['works', 'works'], 'works'],
    [['works', 'not offered'], 'works'],
    [['works', 'not tested'], 'undetermined'],
    [['works', 'undetermined'], 'undetermined'],
    [['undetermined', 'not offered'], 'undetermined'],
    [['does not work', 'does not work'], 'does not work'],
    [['does not work', 'not tested', 'not offered'], 'does not work'],
    [['does not work', 'works'], 'works in part'],
    [['works in part', 'undetermined'], 'works in part'],
    [['does not work', 'undetermined'], 'works in part'],
  ] as const satisfies readonly (readonly [readonly FeatureState[], FeatureState])[]) {
    it(`is "${one}" for ${states.join(', ') || 'none'}`, () => {
      expect(combineStates(states)).to.equal(one);
      expect(combineStates(states.toReversed())).to.equal(one);
    });
  }

  it('is told of every basic function, over both directions and all that it is known as', () => {
    const results = [
      sampleResult(),
      sampleResult({ direction: 'B->A' }),
      sampleResult({ article: '7(2)(b)(i)', feature: 'Groups', verdict: 'fail', impact: 'blocking' }),
    ];
    expect(
      articleStates(sampleRun({ results })).map(({ article, state }) => `${article.paragraph} ${state}`),
    ).to.include('7(2)(a)(i) works');
    expect(articleStates(sampleRun({ results }))[2]?.state).to.equal('does not work');
  });
});

describe('the answers', () => {
  const of = (...results: readonly Partial<Result>[]): readonly Answer[] =>
    answers(sampleRun({ results: results.map((result) => sampleResult(result)) }));
  const both = (over: Partial<Result>): readonly Partial<Result>[] => [over, { ...over, direction: 'B->A' }];
  const [first] = basicFunctions.map(({ title }) => title);
  const text = (...results: readonly Partial<Result>[]): Answer | undefined =>
    of(...results).find(({ title }) => title === first);

  it('are given on every topic, and on the rest where there is any', () => {
    const topics = [
      ...basicFunctions.map(({ title }) => title),
      'Security, choice and privacy',
      'The same conditions and quality for those who use it',
    ];
    expect(of().map(({ title }) => title)).to.deep.equal(topics);
    expect(of().filter(isBasic)).to.have.lengthOf(8);
    expect(of({ article: '' }, { article: '7(1)' }, { article: '', feature: 'More' }).at(-1)).to.deep.include({
      title: 'What carries the functions',
      paragraphs: ['7(1)', ''],
      tested: 3,
      working: 0,
    });
  });

  it('tell apart whether those who use the functions are served alike', () => {
    expect(of({ article: '13(6)' }).at(-1)).to.deep.include({ paragraphs: ['13(6)'], tested: 1 });
    expect(of({ article: '13(6)' })).to.have.lengthOf(10);
  });

  it('gather under security what guards the users', () => {
    const guarding = of(...['7(3)', '7(7)', '7(8)', '7(9)'].map((article) => ({ article })));
    expect(guarding).to.have.lengthOf(10);
    expect(guarding[8]).to.deep.include({ paragraphs: ['7(3)', '7(7)', '7(8)', '7(9)'], tested: 4 });
    expect(guarding.map(({ tested }) => tested)).to.deep.equal([0, 0, 0, 0, 0, 0, 0, 0, 4, 0]);
  });

  it('count the functions that were tested, and those that work in both directions', () => {
    expect(text(...both({}))).to.deep.include({ state: 'works', tested: 1, working: 1, troubles: [] });
    expect(text({})).to.deep.include({ state: 'undetermined', tested: 1, working: 0 });
    expect(text(...both({ verdict: 'not-applicable' }))).to.deep.include({
      state: 'not offered',
      tested: 0,
      working: 0,
    });
    expect(text(...both({ verdict: 'not-run' }))).to.deep.include({ state: 'not tested', tested: 0, working: 0 });
    expect(text(...both({}), ...both({ feature: 'Files', verdict: 'not-applicable' }))).to.deep.include({
      state: 'works',
      tested: 1,
      working: 1,
    });
  });

  it('name the functions in trouble, the worst first, with the direction and those at fault', () => {
    const troubles = text(
      ...both({ feature: 'Open', verdict: 'error', atFault: 'tool' }),
      { feature: 'In part', verdict: 'fail', impact: 'degraded', atFault: 'both' },
      { feature: 'In part', direction: 'B->A' },
      ...both({ feature: 'Broken', verdict: 'fail', impact: 'blocking', atFault: 'B' }),
      ...both({ feature: 'Fine', verdict: 'warn', atFault: 'A' }),
      { feature: 'One way' },
      { feature: 'Half', verdict: 'fail', impact: 'blocking', atFault: 'A' },
      { feature: 'Half', direction: 'B->A', verdict: 'warn', impact: 'none', atFault: 'B' },
    )?.troubles;
    expect(troubles).to.deep.equal([
      { feature: 'Broken', state: 'does not work', directions: ['A->B', 'B->A'], atFault: ['B'] },
      { feature: 'Half', state: 'does not work', directions: ['A->B'], atFault: ['A'] },
      { feature: 'In part', state: 'works in part', directions: ['A->B'], atFault: ['A', 'B'] },
      { feature: 'Open', state: 'undetermined', directions: ['A->B', 'B->A'], atFault: [] },
      { feature: 'One way', state: 'undetermined', directions: ['A->B', 'B->A'], atFault: [] },
    ]);
  });
});
