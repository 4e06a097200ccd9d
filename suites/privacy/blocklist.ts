import { childElements, type Element, fresh, ns, type Session, type Story, xep, xml } from '../../runners/index.ts';

export const xep0191 = xep('0191', '1.3');

type Change = 'block' | 'unblock';

const contentOf = (change: Change, jids: readonly string[]): Element =>
  jids.reduce(
    (content, jid) => {
      content.cnode(xml`<item jid="${jid}"/>`);
      return content;
    },
    change === 'block' ? xml`<block xmlns="${ns.blocking}"/>` : xml`<unblock xmlns="${ns.blocking}"/>`,
  );

/** A change of the own blocklist; to unblock without JIDs is to unblock everybody. */
export const request = (change: Change, ...jids: readonly string[]): Element =>
  xml`<iq type="set" id="${fresh()}-${change}">${contentOf(change, jids)}</iq>`;

/** The same change as other resources are told of it. */
export const push = (change: Change, ...jids: readonly string[]): Element =>
  xml`<iq type="set">${contentOf(change, jids)}</iq>`;

/** A result is due "if the server can successfully process" a command (sections 3.3 to 3.5): an error declines it. */
export function unlessRefused(reply: Element, story: Story): Element {
  if (reply.attrs.type !== 'result') story.refused(reply);
  return reply;
}

/** Changes the blocklist where that is not what is judged. A service that declines offers nothing to judge. */
export async function settle(actor: Session, story: Story, change: Element): Promise<void> {
  unlessRefused(await actor.request(change), story);
}

/** Blocks nobody any more: what an earlier run that was cut short has left is no doing of the server. */
export const clear = (actor: Session, story: Story): Promise<void> =>
  settle(actor, story, xml`<iq type="set" id="${fresh()}-clear">${contentOf('unblock', [])}</iq>`);

/** Asks whom the actor blocks, which makes the resource one of those that are told of changes (section 3.3). */
export const askForList = async (actor: Session, story: Story): Promise<readonly string[]> =>
  blockedIn(unlessRefused(await actor.request(xml`<iq type="get"><blocklist xmlns="${ns.blocking}"/></iq>`), story));

/** The JIDs in a reply with the blocklist. */
export const blockedIn = (reply: Element): readonly string[] => {
  const list = reply.getChild('blocklist', ns.blocking);
  return list ? childElements(list).map(({ attrs }) => String(attrs.jid)) : [];
};

/**
 * What the sender wrote has been handled by the recipient's server, and by the recipient. A fence to somebody who blocks
 * the sender does not get through; the domain answers, and the own server's answer stands behind what it delivered.
 */
export async function handled(sender: Session, recipient: Session): Promise<void> {
  await sender.fenceDomain(recipient.domain);
  await recipient.fenceOwnServer();
}
