import { ns, type Session, type Story, xml } from '../../runners/index.ts';
import { read } from './rosters.ts';
import { isSame, shown, type State } from './states.ts';

/**
 * What `speaker` does meanwhile does not reach the account of `deaf`, which blocks its domain (XEP-0191, section 3.3): afterwards
 * the two rosters disagree. A block of the contact itself may lawfully end what there is between the two, a request above all.
 * Inconclusive where the service cannot do that; `mustShow` tells whether it had the effect that is needed.
 */
export async function unheard(
  deaf: Session,
  speaker: Session,
  story: Story,
  speak: () => Promise<unknown>,
): Promise<void> {
  await settleBlock(deaf, 'block', speaker.domain, story);
  await speak();
  // No fence gets through to somebody who blocks its sender, but the domain answers.
  await speaker.fenceDomain(deaf.domain);
  await settleBlock(deaf, 'unblock', speaker.domain, story);
}

async function settleBlock(deaf: Session, change: string, jid: string, story: Story): Promise<void> {
  const content = xml`<blocking><item jid="${jid}"/></blocking>`;
  content.name = change;
  content.attrs.xmlns = ns.blocking;
  const reply = await deaf.request(xml`<iq type="set">${content}</iq>`);
  if (reply.attrs.type !== 'result')
    story.inconclusive(
      `the rosters cannot be made to disagree, as ${deaf.domain} does not ${change}: ${reply.toString()}`,
    );
}

/** Inconclusive unless the owner's roster shows the contact in this state. A blocking server may cancel subscriptions. */
export async function mustShow(owner: Session, contact: string, state: State, story: Story): Promise<void> {
  const seen = await read(owner, contact, 'before');
  if (!isSame(seen, shown(state)))
    story.inconclusive(`${owner.name} is not in the state "${state}": the roster shows ${JSON.stringify(seen)}`);
}
