import { describe, errorTo, offline, online, scenario } from '../../runners/index.ts';
import { arrivals, compare, parity } from './compare.ts';
import { loseCrossing, stripCrossing, stripsOthers } from './faults.ts';
import { acquainted, postAll } from './payloads.ts';

describe('The same across as within', '13(6)', () => {
  scenario(
    'keeps texts of the other service for somebody off-line as it does those of the own one',
    {
      id: 'dma.13.6.stored-alike',
      requirement: parity('A text that waits for a user arrives as whole from the other service as from the own one'),
      covers: 'PRV-16',
      given: {
        romeo: online('senderServer'),
        juliet: offline('recipientServer'),
        nurse: online('recipientServer', { account: 2 }),
      },
      accountable: 'both',
      subscribed: [...acquainted('nurse', 'juliet'), ...acquainted('romeo', 'juliet')],
      fault: [loseCrossing('juliet'), stripCrossing('body', 'juliet'), ...stripsOthers('juliet')],
      impact: 'degraded',
    },
    async ({ romeo, juliet, nurse }, story) => {
      const own = await postAll(nurse, juliet.bareJid, 'within');
      const others = await postAll(romeo, juliet.bareJid, 'across');
      await Promise.all([nurse.fenceDomain(juliet.domain), romeo.fenceDomain(juliet.domain)]);
      await juliet.comeOnline();
      const [within, across] = await Promise.all([arrivals(own, nurse, juliet), arrivals(others, romeo, juliet)]);
      const [first] = own.filter(({ sent }) => nurse.received(errorTo(sent)).length > 0);
      if (first?.isText === true) story.notApplicable('messages to somebody off-line are refused, not stored');

      await compare(story, 'after waiting', within, across);
    },
  );
});
