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

const refusing = (type: string): ReturnType<typeof inject> =>
  inject(`an error for the ${type}`, 'romeo', { sends: 'message', with: { type } }, bounce);

function bounce({ attrs }: Element): Element {
  return xml`
    <message from="${attrs.to}" id="${attrs.id}" type="error">
      <error type="cancel"><service-unavailable xmlns="${ns.stanzas}"/></error>
    </message>`;
}

describe('Messages to someone offline', '7(2)(a)(i)', () => {
  for (const type of ['chat', 'normal'] as const) {
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
        fault: [drop('message'), refusing(type)],
        impact: 'degraded',
      },
      async ({ romeo, juliet }, story) => {
        if (juliet.priority >= 0) story.notApplicable(`the server turned the priority -1 into ${juliet.priority}`);
        const sent = await romeo.send(
          xml`<message to="${juliet.bareJid}" type="${type}"><body>Hear'st thou me?</body></message>`,
        );
        await romeo.fence(juliet);
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
      await story.should(silence, () => expect(romeo).not.to.have.received(errorTo(sent)));
    },
  );
});
