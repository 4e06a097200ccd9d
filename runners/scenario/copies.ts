import type { Session } from '../session/session.ts';
import { xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import type { Story } from './story.ts';

/** Turns copies on. A service may refuse that to a client (XEP-0280, section 4), and then there is nothing to judge. */
export async function enableCopies(story: Story, ...sessions: readonly Session[]): Promise<void> {
  const replies = await Promise.all(
    sessions.map((session) => session.request(xml`<iq type="set"><enable xmlns="${ns.carbons}"/></iq>`)),
  );
  const refusal = replies.find(({ attrs }) => attrs.type === 'error');
  if (refusal) story.notApplicable(`the server lets nobody turn on copies here: ${refusal.toString()}`);
}
