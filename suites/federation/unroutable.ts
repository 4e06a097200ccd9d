import {
  type Element,
  expect,
  fresh,
  ns,
  type Requirement,
  type Sent,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';

/** Stanzas for domains that cannot be reached, and the errors that come back for them (RFC 6120, section 10.4.3). */

/** An address at a domain that no DNS knows; a fresh one each time, since servers remember failures. */
export const nowhere = (): string => `x@${fresh()}.invalid`;

/** Looking up a domain in vain and giving up can take long, and no text says how long it may. */
export const patience = (actor: Session): number => 4 * actor.around.deadlineMs;

/** A service that federates with listed domains only may say so instead of looking the domain up. */
const policies = ['forbidden', 'not-allowed', 'policy-violation', 'service-unavailable'];
export const policyIn = (error: Element): string | undefined =>
  policies.find((condition) => error.getChild('error')?.getChild(condition, ns.stanzas) !== undefined);

export const chatTo = (to: string): Element => xml`<message to="${to}" type="chat"><body>Banished!</body></message>`;
export const queryTo = (to: string): Element => xml`<iq to="${to}" type="get"><query xmlns="${ns.discoInfo}"/></iq>`;

/** Asks for a subscription, lets the story go on, and takes the request back. */
export async function askingInVain(
  romeo: Session,
  address: string,
  judge: (sent: Sent) => Promise<void>,
): Promise<void> {
  const sent = await romeo.send(xml`<presence to="${address}" type="subscribe"/>`);
  try {
    await judge(sent);
  } finally {
    await romeo.request(
      xml`<iq type="set"><query xmlns="${ns.roster}"><item jid="${address}" subscription="remove"/></query></iq>`,
    );
  }
}

/** The condition must be this one; its sibling tells the sender of the failure as well and brings a warning only. */
export async function judgeConditions(
  errors: readonly Element[],
  wanted: 'remote-server-not-found' | 'remote-server-timeout',
  requirement: Requirement,
  story: Story,
): Promise<void> {
  for (const error of errors) expect(error).to.be.stanzaError('remote-server-not-found', 'remote-server-timeout');
  await story.should(requirement, () => {
    for (const error of errors) expect(error).to.be.stanzaError(wanted);
  });
}
