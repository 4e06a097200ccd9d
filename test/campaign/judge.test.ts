import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { PlayControl } from '../../runners/campaign/find-fault.ts';
import { judge } from '../../runners/campaign/judge.ts';
import type { Ending, Performance } from '../../runners/campaign/perform.ts';
import { Breach } from '../../runners/judge/breach.ts';
import { rfc } from '../../runners/scenario/requirement.ts';
import { Story } from '../../runners/scenario/story.ts';
import { online, sampleScenario } from '../support/scenarios.ts';

const domains = { A: 'a.example', B: 'b.example' };
const performance = (ending: Ending, story = new Story()): Performance => ({
  ending,
  story,
  exchange: [],
  transcripts: [],
  storyAt: 0,
  durationMs: 1,
  roundTrips: 1,
  leftBehind: [],
});
const held = performance({ kind: 'held' });
const broken = performance({ kind: 'broken', breach: new Breach('missing-stanza', 'a message', 'it never came') });
const planned = (change = {}) => ({ scenario: sampleScenario(change), direction: 'A->B' as const });
const inside =
  (a: Performance | string, b: Performance | string): PlayControl =>
  ({ at }) =>
    Promise.resolve(at === 'A' ? a : b);
const neverPlayed = () => Promise.reject(new Error('no control was needed'));

describe('judging', () => {
  it('passes what held, without a control', async () => {
    expect(await judge(planned(), held, domains, neverPlayed)).to.include({
      verdict: 'pass',
      atFault: null,
      reasonCode: '',
    });
  });

  it('fails a broken MUST when a control names the party', async () => {
    const result = await judge(planned(), broken, domains, inside(held, broken));
    expect(result).to.include({
      verdict: 'fail',
      atFault: 'B',
      reasonCode: 'missing-stanza',
      expected: 'a message',
      actual: 'it never came',
    });
    expect(result.accountable).to.deep.equal({ party: 'recipientServer', domain: 'b.example' });
  });

  it('warns for a broken SHOULD', async () => {
    const should = planned({ requirement: rfc(6121).should('8.5.1', 'Something is done') });
    expect(await judge(should, broken, domains, inside(held, broken))).to.include({ verdict: 'warn', atFault: 'B' });
  });

  it('accuses nobody when the controls do not decide', async () => {
    for (const play of [inside(held, held), inside('one account', 'one account')]) {
      expect(await judge(planned(), broken, domains, play)).to.include({
        verdict: 'inconclusive',
        atFault: 'undetermined',
      });
    }
  });

  it('accuses nobody when the control breaks in another way than what was observed', async () => {
    const otherwise = performance({ kind: 'broken', breach: new Breach('wrong-content', 'this', 'it is that') });
    expect(await judge(planned(), broken, domains, inside(held, otherwise))).to.include({
      verdict: 'inconclusive',
      atFault: 'undetermined',
    });
  });

  it('needs no control for a story of one server', async () => {
    const alone = planned({ given: { romeo: online('senderServer') }, accountable: 'senderServer' });
    expect(await judge(alone, broken, domains, neverPlayed)).to.include({ verdict: 'fail', atFault: 'A' });
  });

  it('keeps our own defects and what was not observed apart from breaches', async () => {
    const defect = performance({ kind: 'harness-error', code: 'harness-error', why: 'TypeError: x' });
    const undecided = performance({ kind: 'undecided', code: 'not-observed', why: 'the fence was lost' });
    expect(await judge(planned(), defect, domains, neverPlayed)).to.include({ verdict: 'error', atFault: 'tool' });
    expect(await judge(planned(), undecided, domains, neverPlayed)).to.include({
      verdict: 'inconclusive',
      actual: 'the fence was lost',
    });
  });

  it('warns when a part under a SHOULD of its own was broken', async () => {
    const story = new Story();
    const advice = rfc(6120).should('8.3.1', 'The addresses are swapped');
    await story.should(advice, () => expect('a').to.equal('b'));
    const blocking = planned({ impact: 'blocking' });
    const result = await judge(blocking, performance({ kind: 'held' }, story), domains, neverPlayed);
    // The requirement itself held, so the function works, whatever a breach of it would have meant.
    expect(result).to.include({
      impact: 'none',
      verdict: 'warn',
      expected: 'The addresses are swapped',
      reasonCode: 'advice-not-followed',
    });
  });
});
