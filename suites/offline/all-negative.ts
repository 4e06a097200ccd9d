import {
  advisory,
  describe,
  drop,
  type Element,
  errorTo,
  expect,
  inject,
  leak,
  ns,
  online,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { keptOrRefused } from './storing.ts';

const rfc6121 = rfc(6121);

const given = { romeo: online('senderServer'), juliet: online('recipientServer', { priority: -1 }) };

const types = ['chat', 'normal'] as const;

const refusing = (type: string): ReturnType<typeof inject> =>
  inject(`an error for the ${type}`, 'romeo', { sends: 'message', with: { type } }, bounce);

function bounce({ attrs }: Element): Element {
  return xml`
    <message from="${attrs.to}" id="${attrs.id}" type="error">
      <error type="cancel"><service-unavailable xmlns="${ns.stanzas}"/></error>
    </message>`;
}

describe('Messages to someone offline', '7(2)(a)(i)', () => {
  for (const type of types) {
    scenario(
      `keeps or refuses a ${type} message where there are negative priorities only, and does not do both`,
      {
        id: `rfc6121.8.5.2.1.1.all-negative-${type}`,
        requirement: rfc6121.should(
          '8.5.2.1.1',
          `If all resources have a negative priority, store the ${type} message offline or return an error`,
        ),
        covers: 'RFC6121-8.5.2.1.1-9',
        given,
        accountable: 'recipientServer',
        fault: [drop('message'), refusing(type), leak('message', 'juliet', { type })],
        impact: 'degraded',
      },
      async ({ romeo, juliet }, story) => {
        if (juliet.priority >= 0) story.notApplicable(`the server turned the priority -1 into ${juliet.priority}`);
        const sent = await romeo.send(
          xml`<message to="${juliet.bareJid}" type="${type}"><body>Hear'st thou me?</body></message>`,
        );
        await romeo.fence(juliet);
        // What was delivered in spite of the priority was neither kept nor refused.
        expect(juliet.received(sent).map(String), 'messages at negative priority').to.deep.equal([]);
        await juliet.present(xml`<presence><priority>0</priority></presence>`);
        await juliet.fenceLogin();
        // A service may keep what it stored until the next login; an error is no proof that it stored nothing.
        if (juliet.received(sent).length === 0) {
          await juliet.goOffline();
          await juliet.comeOnline();
        }

        await keptOrRefused(story, sent, romeo, juliet);

        await juliet.fence(romeo);
        expect([...juliet.received(sent), ...romeo.received(errorTo(sent))].slice(1).map(String), 'what came besides')
          .to.be.empty;
      },
    );
  }

  scenario(
    'keeps messages from a resource of negative priority that is the only one',
    {
      id: 'rfc6121.8.5.2.1.1.sole-negative',
      requirement: rfc6121.mustNot(
        '8.5.2.1.1',
        'For any message type the server MUST NOT deliver to an available resource with a negative priority',
      ),
      covers: 'RFC6121-8.5.2.1.1-8',
      given,
      accountable: 'recipientServer',
      fault: types.map((type) => leak('message', 'juliet', { type })),
      impact: 'degraded',
    },
    async ({ romeo, juliet }, story) => {
      if (juliet.priority >= 0) story.notApplicable(`the server turned the priority -1 into ${juliet.priority}`);
      const all = await Promise.all(
        types.map((type) =>
          romeo.send(xml`<message to="${juliet.bareJid}" type="${type}"><body>Not now</body></message>`),
        ),
      );
      await romeo.fence(juliet);

      // They may come later, to a resource of other priority, so they are no matter for the late ledger.
      const got = all.flatMap((sent) => juliet.received(sent));
      expect(got.map(String), 'messages at negative priority').to.deep.equal([]);
    },
  );

  scenario(
    'drops a headline in silence where there are negative priorities only',
    {
      id: 'rfc6121.8.5.2.1.1.all-negative-headline',
      requirement: rfc6121.must(
        '8.5.2.1.1',
        'If the only available resource has a negative priority, the server MUST silently ignore the headline',
      ),
      covers: ['RFC6121-8.5.2.1.1-9', 'RFC6121-8.5.2.1.1-8'],
      given,
      accountable: 'recipientServer',
      fault: [leak('message', 'juliet'), advisory(refusing('headline'))],
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      if (juliet.priority >= 0) story.notApplicable(`the server turned the priority -1 into ${juliet.priority}`);
      const sent = await romeo.send(
        xml`<message to="${juliet.bareJid}" type="headline"><body>Rain in Verona</body></message>`,
      );
      await romeo.fence(juliet);
      await juliet.present(xml`<presence><priority>0</priority></presence>`);
      await juliet.fenceLogin();
      await juliet.fence(romeo);

      expect(juliet).not.to.have.received(sent);
      const silence = rfc6121.must(
        '8.5.2.1.1',
        'The headline is ignored in silence (graded as a warning: section 5.2.2 lets the server return an error)',
      );
      await story.should(silence, () => {
        expect(romeo.received(errorTo(sent)).map(String), 'errors for the headline').to.deep.equal([]);
      });
    },
  );
});
