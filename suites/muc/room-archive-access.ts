import {
  advisory,
  describe,
  expect,
  inject,
  ns,
  online,
  presenceFrom,
  rename,
  type Room,
  rewrite,
  room,
  scenario,
  type Session,
  type Story,
  xep,
  xml,
} from '../../runners/index.ts';
import { granted, said, saying, settingAffiliation } from './requests.ts';
import { pageOf, spokenIn } from './room-archive-query.ts';

const xep0313 = xep('0313', '1.1.3');
const cast = { juliet: online('homeServer'), mercutio: online('mucService') } as const;
const open = inject(
  'a result out of the archive',
  'juliet',
  { sends: 'iq', with: { type: 'set' } },
  (sent) => xml`
    <message from="${sent.attrs.to}"><result xmlns="${ns.mam}" id="one" queryid="${sent.getChild('query')?.attrs.queryid}">
      <forwarded xmlns="${ns.forward}"><message xmlns="${ns.client}" from="${sent.attrs.to}/mercutio" type="groupchat">
        <body>We are alone</body></message></forwarded></result></message>`,
);
const common = {
  covers: 'MUC-38',
  accountable: 'mucService',
  needs: { mucService: ns.mam },
  fault: [
    rewrite('iq', { type: 'result' }, { type: 'error' }, 'juliet'),
    open,
    advisory(rename('forbidden', 'gone', 'juliet')),
  ],
  impact: 'degraded',
} as const;

async function judge(reader: Session, owner: Session, place: Room, story: Story): Promise<void> {
  const kept = (await pageOf(owner, place, 10)).results.map(spokenIn);
  if (!kept.includes('We are alone')) story.inconclusive('the archive does not give its owner what was said');
  const { reply, results } = await pageOf(reader, place, 10);
  expect(
    results.map(({ message }) => message.toString()),
    'what the archive gave out',
  ).to.deep.equal([]);
  expect(reply).to.be.a.stanzaError();
  await story.should(
    xep0313.should('8.1', 'security-privacy', 'The condition of the error for who may not read SHOULD be forbidden'),
    () => expect(reply).to.be.a.stanzaError('forbidden'),
  );
}

describe('Privacy of what was said in a group', '7(8)', () => {
  scenario(
    'shows its archive no longer to somebody who was banned',
    {
      ...common,
      id: 'xep0313.business-storeret-muc-archives.outcast-refused',
      requirement: xep0313.must(
        '6.1.2',
        'business-storeret-muc-archives',
        'The archive MUST check that the user has the right to enter at the time of the query; an outcast has not',
      ),
      given: { ...cast, balcony: room('mucService') },
    },
    async ({ juliet, mercutio, balcony }, story) => {
      const { reply } = await pageOf(juliet, balcony, 10);
      story.note(`to a stranger the archive of an open room answers with a ${String(reply.attrs.type)}`);
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await granted(mercutio, settingAffiliation(balcony, juliet.bareJid, 'outcast'), story);
      await juliet.receive(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));
      await mercutio.send(saying(balcony, 'We are alone'));
      await mercutio.receive(said('We are alone'));

      await judge(juliet, mercutio, balcony, story);
    },
  );

  scenario(
    'does not show the archive of a members-only room to somebody who is no member',
    {
      ...common,
      id: 'xep0313.business-storeret-muc-archives.non-member-refused',
      requirement: xep0313.must(
        '6.1.2',
        'business-storeret-muc-archives',
        'In a members-only room, only owners, admins or members can query the archive',
      ),
      given: { ...cast, orchard: room('mucService', { config: { membersonly: '1' } }) },
    },
    async ({ juliet, mercutio, orchard }, story) => {
      await mercutio.join(orchard, 'mercutio');
      await mercutio.send(saying(orchard, 'We are alone'));
      await mercutio.receive(said('We are alone'));

      await judge(juliet, mercutio, orchard, story);
    },
  );
});
