import {
  copiedMessage,
  describe,
  type Element,
  enableCopies,
  ns,
  online,
  scenario,
  type Session,
} from '../../runners/index.ts';
import { compare, furtherView, liveView, parity, type View } from './compare.ts';
import { loseCrossing, stripCrossing } from './faults.ts';
import { acquainted, postAll } from './payloads.ts';

const copiesAt = (device: Session, delivered: View): View =>
  furtherView(delivered, ({ by, id }) => {
    const isCopy = (stanza: Element): boolean => copiedMessage(stanza)?.attrs.id === id;
    const [copy] = device.received({ what: `a copy of the message that ${by} sent`, matches: isCopy });
    return copy && copiedMessage(copy);
  });

const spoilt = (at: string) => [loseCrossing(at), stripCrossing('body', at), stripCrossing('replace', at)];

describe('The same across as within', '13(6)', () => {
  scenario(
    'copies messages of the other service to the other devices as it does those of the own one',
    {
      id: 'dma.13.6.copied-alike',
      requirement: parity('What arrived is copied to the other devices of the user, whichever service it comes from'),
      covers: 'PRV-16',
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer'),
        chamber: online('recipientServer'),
        nurse: online('recipientServer', { account: 2 }),
      },
      accountable: 'recipientServer',
      subscribed: [...acquainted('nurse', 'juliet'), ...acquainted('romeo', 'juliet')],
      needs: { recipientServer: ns.carbons },
      fault: spoilt('chamber'),
      impact: 'degraded',
    },
    async ({ romeo, juliet, chamber, nurse }, story) => {
      await enableCopies(story, chamber);
      const own = await postAll(nurse, juliet.fullJid, 'within');
      const others = await postAll(romeo, juliet.fullJid, 'across');
      const [near, far] = await Promise.all([liveView(own, nurse, juliet), liveView(others, romeo, juliet)]);
      await Promise.all([nurse.fenceCarbon(juliet, chamber), romeo.fenceCarbon(juliet, chamber)]);

      await compare(story, 'in the copy', copiesAt(chamber, near), copiesAt(chamber, far));
    },
  );

  scenario(
    'copies what a user writes to the other service to the own devices as what stays within',
    {
      id: 'dma.13.6.sent-copies-alike',
      requirement: parity('What a user writes is copied to the own devices, whichever service it goes to'),
      covers: 'PRV-16',
      given: {
        romeo: online('senderServer'),
        study: online('senderServer'),
        mercutio: online('senderServer', { account: 2 }),
        juliet: online('recipientServer'),
      },
      accountable: 'senderServer',
      subscribed: [...acquainted('romeo', 'mercutio'), ...acquainted('romeo', 'juliet')],
      needs: { senderServer: ns.carbons },
      fault: spoilt('study'),
      impact: 'degraded',
    },
    async ({ romeo, study, mercutio, juliet }, story) => {
      await enableCopies(story, study);
      const own = await postAll(romeo, mercutio.fullJid, 'within');
      const others = await postAll(romeo, juliet.fullJid, 'across');
      const [near, far] = await Promise.all([liveView(own, romeo, mercutio), liveView(others, romeo, juliet)]);
      await Promise.all([romeo.fenceCarbon(mercutio, study), romeo.fenceCarbon(juliet, study)]);

      await compare(story, 'in the copy', copiesAt(study, near), copiesAt(study, far));
    },
  );
});
