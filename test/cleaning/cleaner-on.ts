import { Cleaner } from '../../runners/cleaning/cleaner.ts';
import { Ours } from '../../runners/cleaning/ours.ts';
import { type Account, type Plan, Secret } from '../../runners/config/plan.ts';
import { childElements, clone, type Element, xml } from '../../runners/stanza/element.ts';
import { fakeStream } from '../session/fake-stream.ts';

const account = (jid: string): Account => ({ jid, password: new Secret('x') });
export const alice = account('alice@alpha.example');
export const plan: Plan = {
  a: { domain: 'alpha.example', accounts: [alice, account('carol@alpha.example')] },
  b: { domain: 'beta.example', accounts: [account('bob@beta.example')] },
  run: { lanes: 1, deadlineMs: 50, heavy: false },
};

/** For a request that is not answered. */
export const silence = xml`<silence/>`;

/** An account on a server that answers with the payload for what it is asked, and with an empty result for the rest. */
export function cleanerOn(answer: (request: Element, payload: Element) => Element | undefined, act = true) {
  const stream = fakeStream(`${alice.jid}/x`, (request) => {
    const [payload] = childElements(request);
    if (request.name !== 'iq' || payload === undefined) return;
    const content = answer(request, payload);
    if (content === silence) return;
    const reply = xml`<iq type="${content?.name === 'error' ? 'error' : 'result'}" id="${request.attrs.id}"/>`;
    if (request.attrs.to !== undefined) reply.attrs.from = request.attrs.to as string;
    if (content) reply.cnode(clone(content));
    stream.onElement(reply);
  });
  const cleaner = new Cleaner(alice, stream, 50, new Ours(plan), act);
  const sets = (): readonly string[] =>
    stream.written.filter(({ attrs }) => attrs.type !== 'get').map((one) => childElements(one).join('') || String(one));
  return { cleaner, stream, sets };
}
