import {
  anyOf,
  type Element,
  expect,
  nonza,
  type Sent,
  type Session,
  type Story,
  streamManagement,
  unlessAbsent,
  xep,
} from '../../runners/index.ts';

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

const mostRequests = 5;

/** Judges the count that the server gives when it is asked, a few times where it is still at work. */
export async function expectAllHandled(actor: Session): Promise<void> {
  const management = streamManagement(actor);
  const { sent } = management;
  // "Either party MAY send an <a/> element at any time", so one that came before tells of what came before.
  const answer = {
    what: `a count of ${sent} or more`,
    matches: (element: Element) => nonza('a').matches(element) && Number(element.attrs.h) >= sent,
  };
  for (let asked = 0; asked < mostRequests; asked += 1) {
    await management.request();
    if (await actor.receive(answer, actor.around.deadlineMs / mostRequests).catch(unlessAbsent)) break;
  }
  const counts = actor.received(nonza('a')).map(({ attrs }) => Number(attrs.h));
  // An answer to an IQ may have left meanwhile.
  expect(counts.at(-1), 'stanzas handled').to.be.within(sent, management.sent);
}

/** Ids of those messages as the actor got them, in order of arrival and as often as they came. */
export const arrivals = (actor: Session, all: readonly Sent[]): readonly string[] =>
  actor.received(anyOf(...all)).map(({ attrs }) => String(attrs.id));
