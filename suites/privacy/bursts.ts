import {
  describe,
  drop,
  type Element,
  expect,
  type Fault,
  fresh,
  online,
  type Requirement,
  scenario,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';

const count = 100;
const space = 'urn:fedcheck:test:burst';

const requirement: Requirement = {
  id: 'dma.7.9',
  specification: 'Regulation (EU) 2022/1925',
  version: '',
  section: '7(9)',
  level: 'policy',
  sentence: 'A limit on messages of the other service shows as an error or a delay, so that it can be justified',
};

/** What never came is counted. */
const loses = (ids: RegExp): Fault => ({ ...drop('message', { id: ids }, 'juliet'), kinds: ['wrong-content'] });

const isOf =
  (ids: ReadonlySet<string>) =>
  ({ name, attrs }: Element): boolean =>
    name === 'message' && ids.has(String(attrs.id));

describe('Limits', '7(9)', () => {
  scenario(
    'loses no message of a burst between contacts without a word',
    {
      id: 'dma.7.9.burst-answered',
      requirement,
      covers: 'PRV-14',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      subscribed: [
        ['romeo', 'juliet'],
        ['juliet', 'romeo'],
      ],
      fault: [loses(/-[5-9]\d$/), loses(/-99$/)],
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      const burst = Array.from({ length: count }, (_, number) => `${fresh()}-${number}`);
      const messages = burst.map(
        (id) =>
          xml`<message to="${juliet.bareJid}" type="chat" id="${id}"><n xmlns="${space}"/><body>${id}</body></message>`,
      );
      await romeo.write(messages.join(''));
      const last = burst.slice(-1);
      // A server that slows its clients down takes its time over a burst (RFC 6120, section 13.12).
      const end = { what: 'the end of the burst', matches: isOf(new Set(last)) };
      await juliet.receive(end, 4 * juliet.around.deadlineMs).catch(unlessAbsent);
      await romeo.fence(juliet);
      await juliet.fence(romeo);

      const matches = isOf(new Set(burst));
      const came = juliet.received({ what: 'the burst', matches });
      const refused = romeo.received({ what: 'errors for the burst', matches });
      const answered = new Set([...came, ...refused].map(({ attrs }) => String(attrs.id)));
      if (refused.length > 0) story.note(`${refused.length} of ${count} messages were refused`);
      story.saw(`${came.length} of ${count} messages came`);
      const lost = burst.filter((id) => !answered.has(id));
      expect(lost.length, 'messages lost without a word').to.equal(0);
    },
  );
});
