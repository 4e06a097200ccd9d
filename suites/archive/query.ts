import { type Element, expect, fresh, ns, type Session, type Story, xep, xml } from '../../runners/index.ts';

export const xep0313 = xep('0313', '1.1.3');

/** Questions to an archive (XEP-0313, section 4), and what comes back. */
export interface Query {
  /** Fields of the form (section 4.1), by their names. */
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
  /** Children of the RSM element (XEP-0059); an empty text makes an empty element. */
  readonly page?: Readonly<Partial<Record<'max' | 'after' | 'before', string>>>;
  readonly flip?: boolean;
  /** Whose archive; the own one by default. */
  readonly of?: string;
}

/** One message as an archive delivers it. */
export interface Archived {
  readonly id: string;
  readonly message: Element;
  readonly result: Element;
}

export interface Answer {
  readonly results: readonly Archived[];
  readonly reply: Element;
  readonly complete: boolean;
}

function fieldOf([name, values]: readonly [string, string | readonly string[]]): Element {
  const field = xml`<field var="${name}"/>`;
  for (const value of [values].flat()) field.cnode(xml`<value>${value}</value>`);
  return field;
}

export function queryOf({ fields, page, flip, of }: Query): Element {
  const query = xml`<query xmlns="${ns.mam}" queryid="${fresh()}"/>`;
  if (fields) {
    const form = xml`<x xmlns="${ns.dataForms}" type="submit"><field var="FORM_TYPE" type="hidden"><value>${ns.mam}</value></field></x>`;
    for (const field of Object.entries(fields)) form.cnode(fieldOf(field));
    query.cnode(form);
  }
  if (page) {
    const set = xml`<set xmlns="${ns.rsm}"/>`;
    for (const [name, value] of Object.entries(page)) set.c(name).t(value);
    query.cnode(set);
  }
  if (flip === true) query.cnode(xml`<flip-page/>`);
  const iq = xml`<iq type="set">${query}</iq>`;
  if (of !== undefined) iq.attrs.to = of;
  return iq;
}

const anything = { what: 'anything', matches: () => true };

/** A result of a query, by whichever name; none but the account itself is believed (section 8.2). */
const isResult = (stanza: Element, { bareJid }: Session): boolean =>
  [undefined, bareJid].includes(stanza.attrs.from as string | undefined) &&
  stanza.getChild('result', ns.mam) !== undefined;

const unwrap = (stanza: Element): readonly Archived[] => {
  const result = stanza.getChild('result', ns.mam);
  const message = result?.getChild('forwarded', ns.forward)?.getChild('message');
  return result && message ? [{ id: String(result.attrs.id), message, result }] : [];
};

/** All that has come from the own archive since the story began. */
export const resultsAt = (asker: Session): readonly Archived[] =>
  asker.received({ what: 'a result', matches: (stanza) => isResult(stanza, asker) }).flatMap(unwrap);

/** Sends a query, and collects the results that come before its reply. */
export async function search(asker: Session, query: Query = {}): Promise<Answer> {
  const before = asker.received(anything).length;
  const reply = await asker.request(queryOf(query));
  const all = asker.received(anything);
  const results = all.slice(before, all.indexOf(reply)).filter((stanza) => isResult(stanza, asker));
  return {
    results: results.flatMap(unwrap),
    reply,
    complete: reply.getChild('fin', ns.mam)?.attrs.complete === 'true',
  };
}

const refusals = ['resource-constraint', 'policy-violation', 'not-allowed', 'forbidden'];

/** The same; a refusal that policy allows ends the story, and so do results that "might later change" (section 4.3.2). */
export async function accepted(owner: Session, query: Query, story: Story): Promise<Answer> {
  const answer = await search(owner, query);
  const error = answer.reply.getChild('error');
  if (error && refusals.some((condition) => error.getChild(condition, ns.stanzas))) story.refused(answer.reply);
  if (answer.reply.getChild('fin', ns.mam)?.attrs.stable === 'false')
    story.inconclusive(`the archive says that its results are not stable: ${answer.reply.toString()}`);
  return answer;
}

/** Where the archive must answer: it is advertised, the query is one that every archive understands, and it is on trial. */
export async function browse(owner: Session, query: Query, story: Story): Promise<Answer> {
  const answer = await accepted(owner, query, story);
  expect(answer.reply).to.be.like(xml`<iq type="result"><fin xmlns="${ns.mam}"/></iq>`);
  return answer;
}

/** Where what the archive holds is on trial, not that it answers: without an answer nothing is known. */
export async function consult(owner: Session, query: Query, story: Story): Promise<Answer> {
  const answer = await accepted(owner, query, story);
  if (!answer.reply.getChild('fin', ns.mam))
    story.inconclusive(`the archive does not answer: ${answer.reply.toString()}`);
  return answer;
}
