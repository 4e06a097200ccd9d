import {
  describe,
  expect,
  fresh,
  inject,
  online,
  presenceFrom,
  scenario,
  type Sent,
  xml,
} from '../../runners/index.ts';
import { answeringPresence, harvesting, shapeOf } from './shapes.ts';

describe('Accounts hidden from strangers', '7(8)', () => {
  scenario(
    'answers the probe of a stranger alike for accounts that exist and that do not',
    {
      id: 'rfc6120.13.11.probe',
      requirement: harvesting(
        'Answering probes in different ways enables directory harvesting, which is to be avoided',
      ),
      covers: ['PRV-02', 'RFC6120-13.11-1'],
      given: {
        romeo: online('senderServer'),
        juliet: online('recipientServer'),
        nurse: online('recipientServer', { account: 2 }),
      },
      accountable: 'recipientServer',
      subscribed: [['romeo', 'nurse']],
      fault: inject(
        'an answer for accounts that do not exist',
        'romeo',
        { sends: 'presence', with: { type: 'probe', to: /^nobody-/ } },
        ({ attrs }) => xml`<presence type="error" from="${attrs.to}" id="${attrs.id}"/>`,
      ),
      impact: 'none',
    },
    async ({ romeo, juliet, nurse }, story) => {
      const nobody = `nobody-${fresh()}@${juliet.domain}`;
      const sent: Sent[] = [];
      for (const to of [nurse.bareJid, juliet.bareJid, nobody])
        sent.push(await romeo.send(xml`<presence to="${to}" type="probe"/>`));
      for (const jid of [juliet.bareJid, nobody]) await romeo.fenceJid(jid);
      await romeo.fence(nurse);
      await nurse.fence(romeo);
      if (romeo.received(presenceFrom(nurse.bareJid)).length === 0)
        story.inconclusive("the user's server passes on no probe that a client sends");

      const [known, unknown] = [juliet.bareJid, nobody].map((jid, index) => {
        const probe = sent[index + 1]?.stanza;
        return romeo.received(answeringPresence(jid)).map((answer) => (probe ? shapeOf(probe, answer) : ''));
      });

      story.saw(known?.length === 0 ? 'no answer' : 'an answer');
      expect(unknown, 'the answers of nobody').to.deep.equal(known);
    },
  );
});
