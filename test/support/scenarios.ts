import type { Scenario } from '../../runners/scenario/declare.ts';
import { online, room } from '../../runners/scenario/declare.ts';
import { drop } from '../../runners/scenario/fault.ts';
import { rfc } from '../../runners/scenario/requirement.ts';

/** A declared scenario whose body does nothing, for tests of what surrounds bodies. */
export const sampleScenario = (change: Partial<Scenario> = {}): Scenario => ({
  id: 'rfc6121.8.5.1.sample',
  title: 'does something',
  area: 'federation',
  feature: 'Text messages',
  article: '7(2)(a)(i)',
  file: 'suites/federation/sample.ts',
  requirement: rfc(6121).must('8.5.1', 'Something is done'),
  given: { romeo: online('senderServer'), juliet: online('recipientServer') },
  accountable: 'recipientServer',
  faults: [drop('message')],
  covers: [],
  subscribed: [],
  needs: {},
  body: () => Promise.resolve(),
  ...change,
});

export { online, room };
