import { describe, expect, online, reorder, room, scenario, xml } from '../../runners/index.ts';
import { said, saying } from './requests.ts';

const spoken = xml`<message type="groupchat"><body/></message>`;
const each = 40;

describe('Group conversation', '7(2)(b)(i)', () => {
  scenario(
    'shows everybody on either service the same conversation',
    {
      id: 'dma.7.2.b.i.same-conversation',
      requirement: {
        id: 'dma.7.2.b.i',
        specification: 'Regulation (EU) 2022/1925',
        version: '',
        section: '7(2)(b)(i)',
        level: 'policy',
        sentence: 'A text conversation within a group is one conversation: all its members see it in one order',
      },
      covers: 'MUC-13',
      given: {
        juliet: online('homeServer'),
        tybalt: online('homeServer', { account: 2 }),
        mercutio: online('mucService'),
        balcony: room('mucService'),
      },
      accountable: 'both',
      fault: [
        reorder('message', { type: 'groupchat', from: /\/juliet$/ }, 'tybalt'),
        reorder('message', { type: 'groupchat', from: /\/mercutio$/ }, 'mercutio'),
      ],
    },
    async ({ juliet, tybalt, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await tybalt.join(balcony, 'tybalt');
      await juliet.join(balcony, 'juliet');
      for (let line = 1; line <= each; line += 1) {
        await juliet.send(saying(balcony, `capulet ${String(line)}`));
        await mercutio.send(saying(balcony, `montague ${String(line)}`));
      }

      const everybody = [juliet, tybalt, mercutio];
      for (const one of everybody)
        for (const last of [`capulet ${String(each)}`, `montague ${String(each)}`]) await one.receive(said(last));
      const [heard, ...others] = everybody.map((one) =>
        one
          .received(spoken)
          .flatMap((message) => message.getChildText('body')?.match(/^(?:capulet|montague) \d+$/) ?? []),
      );

      if (heard?.length !== 2 * each)
        story.inconclusive('not every message was passed on, so they have no common order');
      for (const other of others) expect(other, 'the order of the conversation').to.deep.equal(heard);
    },
  );
});
