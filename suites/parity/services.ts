import { describe, drop, type Element, expect, ns, online, replyTo, scenario, xml } from '../../runners/index.ts';
import { parity } from './compare.ts';

/** What anybody may ask a service, by what the answer is good for. */
const questions: Readonly<Record<string, () => Element>> = {
  'what it offers': () => xml`<query xmlns="${ns.discoInfo}"/>`,
  'what belongs to it': () => xml`<query xmlns="${ns.discoItems}"/>`,
  'a sign of life': () => xml`<ping xmlns="${ns.ping}"/>`,
};

const typeOf = ({ attrs }: Element): unknown => attrs.type;

describe('The same across as within', '13(6)', () => {
  scenario(
    'answers users of the other service as it does its own',
    {
      id: 'dma.13.6.answers-alike',
      requirement: parity('A service answers what it tells its own users to those of the other one too'),
      covers: 'PRV-16',
      given: { romeo: online('senderServer'), nurse: online('recipientServer', { account: 2 }) },
      accountable: 'both',
      fault: [
        drop('iq', { type: 'result' }, 'romeo'),
        {
          name: 'refuses every request of romeo',
          kinds: ['wrong-content'],
          arm: () => ({
            receive: (actor, stanza) => {
              if (actor === 'romeo' && stanza.name === 'iq') stanza.attrs.type = 'error';
              return [stanza];
            },
          }),
        },
      ],
      impact: 'degraded',
    },
    async ({ romeo, nurse }, story) => {
      for (const [what, question] of Object.entries(questions)) {
        const ask = (): Element => xml`<iq type="get" to="${nurse.domain}">${question()}</iq>`;
        const own = await nurse.request(ask());
        if (own.attrs.type !== 'result') {
          story.note(`its own users are not told either: ${what}`);
          continue;
        }
        const sent = await romeo.send(ask());
        await story.should(parity(`A service tells users of the other one as well as its own ${what}`), async () => {
          expect(typeOf(await expect(romeo).to.receive(replyTo(sent))), `the answer to ${what}`).to.equal('result');
        });
      }
    },
  );
});
