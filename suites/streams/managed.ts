import { type Element, type Session, type Story, streamManagement, xep } from '../../runners/index.ts';

export const xep0198 = xep('0198', '1.6.3');

/** Turns stream management on for the actor; the story does not apply where the server has none, or does not want to. */
export async function manage(actor: Session, story: Story, { resume = false } = {}): Promise<Element> {
  const management = streamManagement(actor);
  if (!management.offered) story.notApplicable('the stream features list no stream management');
  const answer = await management.enabled({ resume });
  if (answer.name !== 'enabled') story.notApplicable(`the server declined: ${answer.toString()}`);
  if (resume && !['true', '1'].includes(String(answer.attrs.resume)))
    story.notApplicable(`the server allows no resumption: ${answer.toString()}`);
  return answer;
}

/** Resumes the session of which the server has said that it can be resumed; why it then does not shows in nothing that it says. */
export async function resume(actor: Session, story: Story, options?: { readonly h: number }): Promise<Element> {
  const answer = await streamManagement(actor).resumed(options);
  if (answer.name !== 'resumed') story.inconclusive(`resumption was promised and then refused: ${answer.toString()}`);
  return answer;
}

/** Ids of the messages that the actor got, in order of arrival and as often as they came. */
export const messageIds = (actor: Session): readonly string[] =>
  actor.received({ what: 'a message', matches: ({ name }) => name === 'message' }).map(({ attrs }) => String(attrs.id));
