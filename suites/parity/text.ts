import { describe, online, scenario } from '../../runners/index.ts';
import { compare, liveView, parity } from './compare.ts';
import { loseCrossing, stripCrossing, stripsOthers } from './faults.ts';
import { acquainted, postAll } from './payloads.ts';

describe('The same across as within', '13(6)', () => {
  scenario(
    'brings a text to the other service as whole as to somebody of the own one',
    {
      id: 'dma.13.6.sent-alike',
      requirement: parity('A text that reaches users of the own service whole reaches those of the other one whole'),
      covers: 'PRV-16',
      given: {
        romeo: online('senderServer'),
        mercutio: online('senderServer', { account: 2 }),
        juliet: online('recipientServer'),
      },
      accountable: 'both',
      subscribed: [...acquainted('romeo', 'mercutio'), ...acquainted('romeo', 'juliet')],
      fault: [loseCrossing('juliet'), stripCrossing('body', 'juliet'), ...stripsOthers('juliet')],
      impact: 'degraded',
    },
    async ({ romeo, mercutio, juliet }, story) => {
      const own = await postAll(romeo, mercutio.bareJid, 'within');
      const others = await postAll(romeo, juliet.bareJid, 'across');
      const [within, across] = await Promise.all([liveView(own, romeo, mercutio), liveView(others, romeo, juliet)]);

      await compare(story, 'as delivered', within, across);
    },
  );

  scenario(
    'brings a user texts of the other service as whole as those of the own one',
    {
      id: 'dma.13.6.received-alike',
      requirement: parity('A text reaches a user as whole from the other service as from the own one'),
      covers: 'PRV-16',
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer'),
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
      const [within, across] = await Promise.all([liveView(own, nurse, juliet), liveView(others, romeo, juliet)]);

      await compare(story, 'as delivered', within, across);
    },
  );
});
