import {
  advisory,
  anyOf,
  describe,
  dial,
  type Dialled,
  expect,
  nonza,
  ns,
  offline,
  online,
  rename,
  rfc,
  scenario,
  type Session,
  type Story,
  streamEnd,
  streamManagement,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';
import { manage, xep0198 } from './managed.ts';

/** Asks to resume the session of another on this connection; an answer that never comes is a refusal as well. */
async function tryToResume(line: Dialled, previd: unknown, story: Story): Promise<string> {
  line.send(xml`<resume xmlns="${ns.sm}" previd="${previd}" h="0"/>`);
  const answer = await line.receive(anyOf(nonza('failed', 'resumed'), streamEnd)).catch(unlessAbsent);
  story.saw(answer?.name ?? 'no answer');
  return answer?.name ?? 'no answer';
}

const kept = xep0198.should('7', 'closure', 'The session of a stream that was cut is kept for its owner for some time');

/** Nobody else has harmed the session: its owner still has it. */
async function judgeWhetherKept(owner: Session, story: Story): Promise<void> {
  const answer = await streamManagement(owner).resumed();
  await story.should(kept, () => expect(answer.name, 'the answer to its owner').to.equal('resumed'));
}

const faults = [rename(['failed', 'stream:stream'], 'resumed'), advisory(rename('resumed', 'failed'))];

describe('Unreliable connections', '', () => {
  scenario(
    'lets nobody resume a session who has not logged in',
    {
      id: 'xep0198.10.resume-before-login',
      requirement: xep0198.mustNot(
        '10',
        'security',
        'A session MUST NOT be resumed before the client has authenticated',
      ),
      covers: 'XEP0198-10-1',
      given: { romeo: online('homeServer') },
      accountable: 'homeServer',
      fault: faults,
      impact: 'blocking',
    },
    async ({ romeo }, story) => {
      const { attrs } = await manage(romeo, story, { resume: true });
      romeo.cut();
      const line = await dial(romeo, 'encrypted');

      const answer = await tryToResume(line, attrs.id, story);

      expect(answer, 'the answer').not.to.equal('resumed');
      await judgeWhetherKept(romeo, story);
    },
  );

  scenario(
    'lets no other account resume a session',
    {
      id: 'rfc6120.4.3.6.resume-by-another-account',
      requirement: rfc(6120).must(
        '4.3.6',
        "A client's bare JID MUST be the identity that it authenticated as, so no session of another account is to be had",
      ),
      covers: 'XEP0198-10-1',
      given: { romeo: online('homeServer'), benvolio: offline('homeServer', { account: 2 }) },
      accountable: 'homeServer',
      fault: faults,
      impact: 'blocking',
    },
    async ({ romeo, benvolio }, story) => {
      const { attrs } = await manage(romeo, story, { resume: true });
      romeo.cut();
      const line = await dial(benvolio, 'authenticated');

      const answer = await tryToResume(line, attrs.id, story);

      expect(answer, 'the answer').not.to.equal('resumed');
      await judgeWhetherKept(romeo, story);
    },
  );
});
