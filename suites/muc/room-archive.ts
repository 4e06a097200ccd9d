import {
  advisory,
  amend,
  describe,
  drop,
  duplicate,
  expect,
  inject,
  ns,
  online,
  reverse,
  room,
  scenario,
  xep,
  xml,
} from '../../runners/index.ts';
import { said, saying } from './requests.ts';
import { spokenIn, wholeArchive } from './room-archive-query.ts';

const xep0313 = xep('0313', '1.1.3');
const cast = { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') } as const;
const common = { covers: 'MUC-37', given: cast, accountable: 'mucService', needs: { mucService: ns.mam } } as const;
const result = { type: '', from: /^[^/]*$/ };
const lines = ['Two households', 'both alike in dignity', 'In fair Verona', 'where we lay our scene'];

describe('What was said in a group before', '7(2)(b)(i)', () => {
  scenario(
    'pages what was said in the order in which it was said, and each message once',
    {
      ...common,
      id: 'xep0313.results.room-archive-in-order',
      requirement: xep0313.must(
        '4.2',
        'results',
        'The results MUST be sorted in chronological order, also across pages; a room stores each message only once (6.1.2)',
      ),
      fault: [
        reverse(2, 'message', result, 'juliet'),
        duplicate('message', result, 'juliet'),
        advisory(drop('message', result, 'juliet')),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      for (const [index, line] of lines.entries()) {
        await (index % 2 === 0 ? mercutio : juliet).send(saying(balcony, line));
        for (const occupant of [juliet, mercutio]) await occupant.receive(said(line));
      }

      const found = (await wholeArchive(juliet, balcony, story, 2)).map(spokenIn).filter((one) => lines.includes(one));

      expect(found, 'what the archive holds').to.deep.equal(lines.filter((line) => found.includes(line)));
      await story.should(
        xep0313.should('6.1.2', 'business-storeret-muc-archives', 'Messages to the room with a body SHOULD be stored'),
        () => expect(found, 'what the archive holds').to.include.members(lines),
      );
    },
  );

  scenario(
    'names occupants, and no addressee, in what it gives out of the archive',
    {
      ...common,
      id: 'xep0313.business-storeret-muc-archives.addresses',
      requirement: xep0313.mustNot(
        '6.1.2',
        'business-storeret-muc-archives',
        "The forwarded stanza MUST NOT have a 'to', and its 'from' MUST be the occupant JID of the sender",
      ),
      fault: [
        amend(
          'puts an address into the archived message',
          'forwarded',
          (element) => (element.getChild('message') ?? element).attr('to', 'juliet@capulet.example'),
          'juliet',
        ),
        amend(
          'names the user in the archived message',
          'forwarded',
          (element) => (element.getChild('message') ?? element).attr('from', 'mercutio@verona.example'),
          'juliet',
        ),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await mercutio.send(saying(balcony, 'Ask for me to-morrow'));
      await juliet.receive(said('Ask for me to-morrow'));

      const kept = (await wholeArchive(juliet, balcony, story)).find((one) => spokenIn(one) === 'Ask for me to-morrow');
      if (!kept) return story.inconclusive('the archive does not hold what was said');

      expect(kept.message.attrs.from, 'the sender').to.equal(balcony.occupantJid('mercutio'));
      expect(kept.message.attrs.to, 'the addressee').to.equal(undefined);
    },
  );

  scenario(
    'keeps private messages between occupants out of the archive of the room',
    {
      ...common,
      id: 'xep0313.business-storeret-muc-archives.no-private-messages',
      requirement: xep0313.mustNot(
        '6.1.2',
        'business-storeret-muc-archives',
        "A MUC archive MUST NOT include 'private message' results",
      ),
      fault: inject(
        'the private message out of the archive',
        'juliet',
        { sends: 'iq', with: { type: 'set' } },
        (sent) => xml`
          <message from="${sent.attrs.to}"><result xmlns="${ns.mam}" id="one" queryid="${sent.getChild('query')?.attrs.queryid}">
            <forwarded xmlns="${ns.forward}"><message xmlns="${ns.client}" from="${sent.attrs.to}/mercutio" type="chat">
              <body>Under the rose</body></message></forwarded></result></message>`,
      ),
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await mercutio.send(
        xml`<message to="${balcony.occupantJid('juliet')}" type="chat"><body>Under the rose</body></message>`,
      );
      await juliet.receive(xml`<message><body>Under the rose</body></message>`);
      await mercutio.send(saying(balcony, 'For all to hear'));
      await juliet.receive(said('For all to hear'));

      const found = (await wholeArchive(juliet, balcony, story)).map(spokenIn);

      expect(found, 'what the archive holds').not.to.include('Under the rose');
      if (!found.includes('For all to hear')) story.inconclusive('the archive does not hold what was said after it');
    },
  );

  scenario(
    'does not give out of the archive what a sender wrote in the name of the room',
    {
      ...common,
      id: 'xep0313.security-muc-spoofing.forged-x-stripped',
      requirement: xep0313.must(
        '8.4',
        'security-muc-spoofing',
        'The archiving entity MUST strip any existing <x/> of muc#user from messages before archiving them',
      ),
      fault: amend(
        'leaves a forged sender in the archived message',
        'forwarded',
        (element) =>
          element
            .getChild('message')
            ?.cnode(xml`<x xmlns="${ns.mucUser}"><item jid="prince@verona.example/throne" affiliation="owner"/></x>`),
        'juliet',
      ),
    },
    async ({ juliet, mercutio, balcony }, story) => {
      const forged = xml`<x xmlns="${ns.mucUser}"><item jid="prince@verona.example/throne" affiliation="owner"/></x>`;
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      const message = saying(balcony, 'I am the prince');
      message.cnode(forged);
      await juliet.send(message);
      await juliet.receive(said('I am the prince'));

      const kept = (await wholeArchive(juliet, balcony, story)).find((one) => spokenIn(one) === 'I am the prince');
      if (!kept) return story.inconclusive('the archive does not hold what was said');

      expect(kept.message).not.to.carry(xml`<item xmlns="${ns.mucUser}" jid="prince@verona.example/throne"/>`);
    },
  );
});
