import type { RoomConfig } from '../scenario/declare.ts';
import { type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { NotObserved } from './errors.ts';
import type { Session } from './session.ts';

interface RoomJid {
  readonly jid: string;
}

/** Asks a room for its configuration form (XEP-0045, section 10.2). */
export const askingForm = (room: RoomJid): Element =>
  xml`<iq type="get" to="${room.jid}"><query xmlns="${ns.mucOwner}"/></iq>`;

/** The form in a room's answer; undefined where there is nothing to configure. */
export const formIn = (answer: Element): Element | undefined =>
  answer.getChild('query', ns.mucOwner)?.getChild('x', ns.dataForms);

const fieldsOf = (form: Element | undefined): readonly Element[] => form?.getChildren('field', ns.dataForms) ?? [];
const variableOf = (name: string): string => `muc#roomconfig_${name}`;

/** A field of a form, by its name without muc#roomconfig_; undefined where the form lacks it. */
export const fieldIn = (form: Element | undefined, name: string): Element | undefined =>
  fieldsOf(form).find(({ attrs }) => attrs.var === variableOf(name));

/** Whether a form shows each of these fields, by its name without muc#roomconfig_, at this value; a boolean that is unset is false. */
export const shows = (form: Element | undefined, config: RoomConfig): boolean =>
  Object.entries(config).every(([name, wanted]) => {
    const found = fieldIn(form, name)?.getChildren('value') ?? [];
    return spelling(found.map((value) => value.getText())) === spelling([wanted].flat());
  });

/** A boolean is 0, 1, false or true, and false where it is unset (XEP-0004, section 3.3). */
const spelling = (values: readonly string[]): string =>
  values
    .map((value) => ({ true: '1', false: '', '0': '' })[value] ?? value)
    .toSorted()
    .join('\n');

/** Submits a form whole, with some fields changed: services refuse fields that their form lacks. */
export function submitting(room: RoomJid, form: Element | undefined, changes: RoomConfig): Element {
  const wanted = new Map(Object.entries(changes).map(([name, value]) => [variableOf(name), [value].flat()]));
  const submit = xml`<x xmlns="${ns.dataForms}" type="submit"/>`;
  for (const field of fieldsOf(form)) {
    if (field.attrs.var === undefined || field.attrs.type === 'fixed') continue;
    const variable = String(field.attrs.var);
    const answer = submit.c('field', { var: variable });
    const values = wanted.get(variable) ?? field.getChildren('value').map((value) => value.getText());
    for (const value of values) answer.c('value').t(value);
  }
  return xml`<iq type="set" to="${room.jid}"><query xmlns="${ns.mucOwner}">${submit}</query></iq>`;
}

/**
 * Reads the room's form and submits it whole with some fields changed, those of `ifOffered` where the form has them.
 * Rejects with NotObserved where the form lacks a field of `changes`, or the room refuses or does not take it on: "A MUC
 * service MAY support or allow any desired room types" (XEP-0045, section 18.1).
 */
export async function configure(
  owner: Session,
  room: RoomJid,
  changes: RoomConfig,
  ifOffered: RoomConfig = {},
): Promise<void> {
  const form = formIn(await owner.request(askingForm(room)));
  const lacking = Object.keys(changes).filter((name) => !fieldIn(form, name));
  if (lacking.length > 0)
    throw new NotObserved(`the form of ${room.jid} has no field ${lacking.map(variableOf).join(', ')}`);
  const reply = await owner.request(submitting(room, form, { ...ifOffered, ...changes }));
  if (reply.attrs.type !== 'result')
    throw new NotObserved(`${room.jid} refused its configuration: ${reply.toString()}`);
  if (!shows(formIn(await owner.request(askingForm(room))), changes))
    throw new NotObserved(`${room.jid} accepted its configuration and did not take it on`);
}
