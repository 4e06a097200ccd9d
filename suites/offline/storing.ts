import { type Element, errorTo, type Sent, type Session, type Story } from '../../runners/index.ts';

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
