import {
  describe,
  dropLater,
  type Element,
  expect,
  fresh,
  inject,
  ns,
  online,
  replyTo,
  scenario,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';
import { xep0280 } from './copies.ts';

/** Refuses the request of that number. */
const refuse = (number: string, what: string): ReturnType<typeof inject> =>
  inject(
    `an error for the ${what}`,
    'romeo',
    { sends: 'iq', with: { id: new RegExp(`^${number}-`) } },
    ({ attrs }) => xml`
      <iq id="${attrs.id}" type="error"><error type="cancel"><not-allowed xmlns="${ns.stanzas}"/></error></iq>`,
  );

/** Asks for one after the other, numbered by their ids; a client that may not turn copies on at all has nothing to judge. */
async function askInTurn(story: Story, romeo: Session, verbs: readonly ('enable' | 'disable')[]): Promise<void> {
  for (const [index, verb] of verbs.entries()) {
    const sent = await romeo.send(xml`<iq type="set" id="${index}-${fresh()}"><${verb} xmlns="${ns.carbons}"/></iq>`);
    const reply: Element = await expect(romeo).to.receive(replyTo(sent));
    if (index === 0 && reply.attrs.type === 'error')
      story.notApplicable(`the server lets nobody turn on copies here: ${reply.toString()}`);

    expect(reply).to.be.like(xml`<iq type="result"/>`);
  }
}

describe('Several devices', '7(2)(a)(i)', () => {
  scenario(
    'lets a client turn copies on, off and on again',
    {
      id: 'xep0280.10.1.on-and-off-again',
      requirement: xep0280.must(
        '10.1',
        'bizrules-multi',
        'The server MUST allow the client to enable and disable the protocol multiple times within a session',
      ),
      covers: 'XEP0280-4-1',
      given: { romeo: online('homeServer') },
      accountable: 'homeServer',
      needs: { homeServer: ns.carbons },
      fault: [refuse('1', 'request to turn them off'), refuse('2', 'second request to turn them on'), dropLater('iq')],
      impact: 'degraded',
    },
    async ({ romeo }, story) => {
      await askInTurn(story, romeo, ['enable', 'disable', 'enable', 'disable', 'enable']);
    },
  );

  scenario(
    'takes it for no error when a client turns copies on, or off, twice in a row',
    {
      id: 'xep0280.10.1.twice-in-a-row',
      requirement: xep0280.shouldNot(
        '10.1',
        'bizrules-multi',
        'The server SHOULD NOT treat multiple enable or disable requests in a row as an error',
      ),
      covers: 'XEP0280-4-1',
      given: { romeo: online('homeServer') },
      accountable: 'homeServer',
      needs: { homeServer: ns.carbons },
      fault: [refuse('1', 'second request to turn them on'), refuse('3', 'second request to turn them off')],
      impact: 'none',
    },
    async ({ romeo }, story) => {
      await askInTurn(story, romeo, ['enable', 'enable', 'disable', 'disable']);
    },
  );
});
