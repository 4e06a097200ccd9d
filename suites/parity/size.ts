import {
  describe,
  drop,
  errorTo,
  expect,
  online,
  scenario,
  type Session,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';
import { parity } from './compare.ts';
import { idFor, warm } from './pace.ts';
import type { Way } from './payloads.ts';

/** Sizes of texts in kB, falling. RFC 6120, section 13.12, has every server take stanzas of 10000 bytes. */
const sizes = [64, 32, 16, 8] as const;

/** A service may slow its clients down to this: then a large message takes its time, and is not lost. */
const bytesPerMs = 8;

/** Whether a text of that many kB came whole; what a server does besides, such as ending the stream, comes to no. */
async function passes(from: Session, to: Session, kilobytes: number, way: Way): Promise<boolean> {
  if (!from.connected) await from.comeOnline();
  const text = 'O, speak again, '.repeat((kilobytes * 1000) / 16);
  const patienceMs = from.around.deadlineMs + text.length / bytesPerMs;
  const sent = await from.send(
    xml`<message to="${to.fullJid}" type="chat" id="${idFor(way)}"><body>${text}</body></message>`,
  );
  const outcomes = [to.receive(sent, patienceMs), from.receive(errorTo(sent), patienceMs)];
  const lostWith = (error: unknown): undefined => (from.connected ? unlessAbsent(error) : undefined);
  const came = await Promise.race(outcomes.map((outcome) => outcome.catch(lostWith)));
  return came?.getChildText('body')?.length === text.length && came.attrs.type !== 'error';
}

async function largest(from: Session, to: Session, way: Way): Promise<number> {
  for (const kilobytes of sizes) if (await passes(from, to, kilobytes, way)) return kilobytes;
  return 0;
}

const shown = (kilobytes: number): string => {
  if (kilobytes === 0) return `less than ${sizes[3]} kB`;
  return kilobytes === sizes[0] ? `${kilobytes} kB or more` : `${kilobytes} kB`;
};

describe('The same across as within', '13(6)', () => {
  scenario(
    'takes texts across as large as it takes them within',
    {
      id: 'dma.13.6.size-alike',
      requirement: parity(
        'A text that is not too large within a service is not too large for one to the other service',
      ),
      covers: 'PRV-17',
      given: {
        romeo: online('senderServer'),
        mercutio: online('senderServer', { account: 2 }),
        juliet: online('recipientServer'),
        nurse: online('recipientServer', { account: 2 }),
      },
      accountable: 'both',
      fault: drop('message', { id: /-across$/ }, 'juliet'),
      impact: 'degraded',
      // A server may cut the link over a stanza that is too large for it.
      when: 'last',
    },
    async ({ romeo, mercutio, juliet, nurse }, story) => {
      await warm(romeo, juliet);
      const ofSender = await largest(romeo, mercutio, 'within');
      const ofRecipient = await largest(nurse, juliet, 'within');
      // What is too large for the users of one of them among themselves need not cross either.
      const within = Math.min(ofSender, ofRecipient);
      if (within === 0) story.inconclusive(`no text of ${sizes[3]} kB passes within one of the services`);
      const across = await largest(romeo, juliet, 'across');

      const each = `${shown(ofSender)} within ${romeo.domain}, ${shown(ofRecipient)} within ${juliet.domain}`;
      story.note(`largest text: ${shown(across)} across, ${each}`);
      await story.should(parity('No limit on the size of a text holds for users of the other service alone'), () => {
        expect(across, 'kB of text that pass across').to.be.at.least(within);
      });
    },
  );
});
