import {
  type Element,
  errorTo,
  expect,
  ns,
  rfc,
  type Sent,
  type Session,
  type Story,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';

const archive = 'urn:xmpp:mam:2';

/**
 * Sends stanzas to somebody who is off-line and brings that account on-line. A service may refuse what it does not store:
 * then there is nothing to judge about storage, and the error is the proof.
 */
export async function storeThenArrive(
  story: Story,
  sender: Session,
  recipient: Session,
  stanzas: readonly Element[],
): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  for (const stanza of stanzas) sent.push(await sender.send(stanza));
  await sender.fenceDomain(recipient.domain);
  await recipient.comeOnline();
  const [refusal] = sent.flatMap((one) => sender.received(errorTo(one)));
  if (refusal) story.notApplicable(`messages to somebody off-line are refused, not stored: ${refusal.toString()}`);
  return sent;
}

/**
 * Judges that a message was kept or refused, whichever of the two. What came to be stored while the recipient arrived waits
 * for the next login, and a service may keep messages in the archive alone: only after both is an absence a verdict.
 */
export async function keptOrRefused(story: Story, sent: Sent, sender: Session, recipient: Session): Promise<void> {
  const outcomes = () => ({ stored: recipient.receive(sent), refused: sender.receive(errorTo(sent)) });
  const seen = await story.either(outcomes()).catch(unlessAbsent);
  if (seen) {
    await judgeRefusal(story, sender.received(errorTo(sent)));
    return;
  }
  await recipient.goOffline();
  await recipient.comeOnline();
  if (await story.either(outcomes()).catch(unlessAbsent)) return;
  if (await isArchived(sent, recipient)) story.saw('kept in the archive alone');
  else await expect(recipient).to.receive(sent, 1);
}

async function judgeRefusal(story: Story, [refusal]: readonly Element[]): Promise<void> {
  if (!refusal) return;
  const condition = rfc(6121).should('8.5.2.2.1', 'The error for a message that is not stored is service-unavailable');
  await story.should(condition, () => {
    expect(refusal).to.be.a.stanzaError('service-unavailable');
  });
}

/** The features that an account's service lists, be it for its domain or for the account. */
export async function featuresAt(owner: Session): Promise<readonly string[]> {
  const replies = [owner.domain, owner.bareJid].map((jid) =>
    owner.request(xml`<iq type="get" to="${jid}"><query xmlns="${ns.discoInfo}"/></iq>`),
  );
  return (await Promise.all(replies))
    .flatMap((reply) => reply.getChild('query', ns.discoInfo)?.getChildren('feature') ?? [])
    .map(({ attrs }) => String(attrs.var));
}

/** Notes where the service says of itself another thing than it does (XEP-0160, section 4): misleading, but no breach. */
export async function compareWithFeature(story: Story, owner: Session): Promise<void> {
  const says = (await featuresAt(owner)).includes('msgoffline');
  if (says !== (story.outcome === 'stored'))
    story.note(`the service ${says ? 'lists' : 'does not list'} msgoffline, and the message was ${story.outcome}`);
}

/** Whether the archive of the recipient, if there is one, holds the message (XEP-0313, section 4). */
async function isArchived(sent: Sent, recipient: Session): Promise<boolean> {
  const latest = xml`<set xmlns="http://jabber.org/protocol/rsm"><max>20</max><before/></set>`;
  await recipient.request(xml`<iq type="set"><query xmlns="${archive}">${latest}</query></iq>`);
  const isIt = (message: Element): boolean =>
    message.getChild('result', archive)?.getChild('forwarded', 'urn:xmpp:forward:0')?.getChild('message')?.attrs.id ===
    sent.id;
  return recipient.received({ what: 'the message from the archive', matches: isIt }).length > 0;
}
