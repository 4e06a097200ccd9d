import { type Element, errorTo, ns, type Sent, type Session, type Story, xep, xml } from '../../runners/index.ts';
import { featuresAt } from './storing.ts';

// The XEP is deprecated. Who offers it should do it, but nobody breaks a keyword of an RFC who does not.
export const offered = (section: string, anchor: string, sentence: string) => ({
  ...xep('0013', '1.3').must(section, anchor, sentence),
  level: 'policy' as const,
});
export const lines = ['one', 'two', 'three'];

/** Puts three messages into the store of somebody who is connected without presence. */
export async function store(story: Story, romeo: Session, juliet: Session): Promise<readonly Sent[]> {
  if (!(await featuresAt(juliet)).includes(ns.offline)) story.notApplicable(`the service does not list ${ns.offline}`);
  const sent: Sent[] = [];
  for (const line of lines)
    sent.push(await romeo.send(xml`<message to="${juliet.bareJid}" type="chat"><body>${line}</body></message>`));
  await romeo.fenceDomain(juliet.domain);
  if (sent.some((one) => romeo.received(errorTo(one)).length > 0)) story.notApplicable('the messages were refused');
  return sent;
}

/** The headers of what waits: an item for each message. */
export async function headers(owner: Session): Promise<readonly Element[]> {
  const reply = await owner.request(xml`<iq type="get"><query xmlns="${ns.discoItems}" node="${ns.offline}"/></iq>`);
  return reply.getChild('query', ns.discoItems)?.getChildren('item') ?? [];
}

export const command = (type: 'get' | 'set', content: Element): Element =>
  xml`<iq type="${type}"><offline xmlns="${ns.offline}">${content}</offline></iq>`;
export const purge = command('set', xml`<purge/>`);
