import {
  describe,
  expect,
  inject,
  ns,
  online,
  room,
  scenario,
  type Session,
  type Story,
  xep,
  xml,
} from '../../runners/index.ts';
import { announced, idInRoom, isAuthors, moderating, retracting, retractionOf } from './moderation-requests.ts';
import { granted, said, saying } from './requests.ts';
import { pageOf, spokenIn } from './room-archive-query.ts';

const text = 'The friar hides her in the tomb';
const control = 'The friar has gone to his cell';

/** Has the text retracted, by whom the room lets do it. */
async function retract(author: Session, owner: Session, balcony: { jid: string }, story: Story): Promise<void> {
  const offer = await retractionOf(owner, balcony, story);
  await author.send(saying(balcony, text));
  const id = idInRoom(await owner.receive(said(text)), balcony, story);
  if (isAuthors(offer)) {
    await author.send(retracting(balcony, id));
    await owner.receive(xml`<message type="groupchat"><retract xmlns="${offer}" id="${id}"/></message>`);
  } else {
    await granted(owner, moderating(offer, balcony, id), story);
    await owner.receive(announced(offer, balcony, id));
  }
}

describe('Taking back what harms a group', '7(2)(b)(i)', () => {
  scenario(
    'no longer sends the text of a retracted message to anybody',
    {
      id: 'xep0424.rules.not-redistributed',
      requirement: xep('0424', '0.4.2').should(
        '5',
        'rules',
        'A service that supports retraction SHOULD prevent further distribution of the message, as history and by its archive',
      ),
      covers: 'MUC-40',
      given: {
        juliet: online('homeServer'),
        tybalt: online('homeServer', { account: 2 }),
        mercutio: online('mucService'),
        balcony: room('mucService'),
      },
      accountable: 'mucService',
      fault: [
        inject(
          'the text as history',
          'tybalt',
          { sends: 'presence', by: 'tybalt' },
          ({ attrs }) => xml`<message from="${attrs.to}" type="groupchat"><body>${text}</body></message>`,
        ),
        inject(
          'the text out of the archive',
          'tybalt',
          { sends: 'iq', by: 'tybalt', with: { type: 'set' } },
          (sent) => xml`
            <message from="${sent.attrs.to}"><result xmlns="${ns.mam}" id="one" queryid="${sent.getChild('query')?.attrs.queryid}">
              <forwarded xmlns="${ns.forward}"><message xmlns="${ns.client}" from="${sent.attrs.to}/juliet" type="groupchat">
                <body>${text}</body></message></forwarded></result></message>`,
        ),
      ],
    },
    async ({ juliet, tybalt, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await retract(juliet, mercutio, balcony, story);
      await mercutio.send(saying(balcony, control));
      await mercutio.receive(said(control));

      await tybalt.join(balcony, 'tybalt', { history: 20 });
      expect(tybalt).not.to.have.received(said(text));
      // Where there is no archive, or not for him, there is none that could give the text out.
      const kept = (await pageOf(tybalt, balcony, 20)).results.map(spokenIn);
      expect(kept, 'what the archive gave out').not.to.include(text);
      if (tybalt.received(said(control)).length === 0 && !kept.includes(control))
        story.notApplicable('the room gives those who come later nothing of what was said, by history or archive');
    },
  );
});
