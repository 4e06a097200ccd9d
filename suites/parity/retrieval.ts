import {
  describe,
  drop,
  errorTo,
  expect,
  online,
  scenario,
  type Sent,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';
import { parity } from './compare.ts';
import { idFor, times } from './pace.ts';
import type { Way } from './payloads.ts';

/**
 * Messages for somebody who is connected and not available: of such a resource RFC 6121 says nothing, while XEP-0160,
 * section 2, has them wait where there are "no available resources", until presence comes.
 */
async function store(story: Story, from: Session, to: Session, way: Way): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  for (const number of times(5))
    sent.push(
      await from.send(xml`
        <message to="${to.bareJid}" type="chat" id="${idFor(way)}"><body>${`Letter ${number}`}</body></message>`),
    );
  await from.fenceDomain(to.domain);
  const [refusal] = sent.flatMap((one) => from.received(errorTo(one)));
  if (refusal && way === 'within')
    story.notApplicable(`messages to somebody off-line are refused, not stored: ${refusal.toString()}`);
  if (refusal) story.refused(refusal);
  return sent;
}

async function withdraw(session: Session): Promise<void> {
  await session.send(xml`<presence type="unavailable"/>`);
  await session.fenceOwnServer();
}

// Judged as parts, which bring a warning: no control within one service can show what takes a user from elsewhere.
const storedInTime = parity(
  'While stored messages of the own service come on arrival, those of the other come too, in time',
);

// Apart from the lanes: what another lane does at the same time would be measured too.
describe('Speed across and within', '13(6)', () => {
  scenario(
    'gives a user the stored messages of the other service within the time that it may take',
    {
      id: 'dma.13.6.retrieval-speed',
      requirement: storedInTime,
      covers: 'PRV-17',
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer', { silent: true }),
        nurse: online('recipientServer', { account: 2 }),
      },
      accountable: 'both',
      fault: drop('message', { id: /-across$/ }, 'juliet'),
      impact: 'degraded',
      when: 'last',
    },
    async ({ romeo, juliet, nurse }, story) => {
      await story.should(storedInTime, async () => {
        for (let round = 0; round < 3; round += 1) {
          const own = await store(story, nurse, juliet, 'within');
          await story.timed('offline retrieval', juliet, juliet, async () => {
            await juliet.present(xml`<presence/>`);
            await Promise.all(own.map((one) => juliet.receive(one)));
          });
          await withdraw(juliet);
          const others = await store(story, romeo, juliet, 'across');
          await story.timed('offline retrieval', romeo, juliet, async () => {
            await juliet.present(xml`<presence/>`);
            await Promise.all(others.map((one) => expect(juliet).to.receive(one)));
          });
          await withdraw(juliet);
        }
        await juliet.present(xml`<presence/>`);
      });
    },
  );
});
