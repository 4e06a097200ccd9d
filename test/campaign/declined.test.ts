import { expect } from 'chai';
import { describe, it } from 'mocha';
import { declined } from '../../runners/campaign/declined.ts';
import { Breach, type BreachKind } from '../../runners/judge/breach.ts';
import { type Element, xml } from '../../runners/stanza/element.ts';
import { ns } from '../../runners/stanza/namespaces.ts';

const errorOf = (type: string, condition: string): Element => {
  const error = xml`<message type="error"><error type="${type}"/></message>`;
  error.getChild('error')?.c(condition, { xmlns: ns.stanzas });
  return error;
};
const breach = (kind: BreachKind, offending?: Element): Breach => new Breach(kind, 'it', 'not it', offending);
const policy = errorOf('modify', 'policy-violation');
const busy = errorOf('wait', 'resource-constraint');
const missing = errorOf('cancel', 'item-not-found');

describe('a breach that a service explains', () => {
  for (const [name, error] of [
    ['policy', policy],
    ['load', busy],
  ] as const)
    it(`by ${name} is a refusal, whether something is missing or wrong`, () => {
      for (const kind of ['missing-stanza', 'wrong-content'] as const)
        expect(declined(breach(kind), [xml`<presence/>`, error])).to.include({ kind: 'refused' });
    });

  it('by an error that is to pass is undecided', () => {
    const offending = errorOf('wait', 'recipient-unavailable');
    expect(declined(breach('wrong-content', offending), [offending])).to.deep.equal({
      kind: 'undecided',
      code: 'not-observed',
      why: `the error is temporary: ${offending.toString()}`,
    });
  });

  it('by any other error is a breach', () => {
    expect(declined(breach('wrong-content', missing), [missing])).to.equal(undefined);
    expect(declined(breach('missing-stanza'), [])).to.equal(undefined);
  });

  it('is a breach all the same where something came that must not', () => {
    expect(declined(breach('forbidden-stanza', policy), [policy, busy])).to.equal(undefined);
  });

  it('by a mention of policy in what is no error is a breach', () => {
    const message = xml`<message><error type="wait"><policy-violation xmlns="${ns.stanzas}"/></error></message>`;
    expect(declined(breach('wrong-content', message), [message])).to.equal(undefined);
  });
});
