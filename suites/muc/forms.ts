import { type Element, ns, xml } from '../../runners/index.ts';

type Changes = Readonly<Record<string, string>>;

/** Asks a room for its configuration form (XEP-0045, section 10.2). */
export const askingForm = (room: { readonly jid: string }): Element =>
  xml`<iq type="get" to="${room.jid}"><query xmlns="${ns.mucOwner}"/></iq>`;

/** The form in a room's answer; undefined where there is nothing to configure. */
export const formIn = (answer: Element): Element | undefined =>
  answer.getChild('query', ns.mucOwner)?.getChild('x', ns.dataForms);

const fieldsOf = (form: Element): readonly Element[] => form.getChildren('field', ns.dataForms);
const variableOf = (name: string): string => `muc#roomconfig_${name}`;

/** A field's value, by its name without muc#roomconfig_; undefined where the form lacks the field, empty where it is unset. */
export function valueIn(form: Element | undefined, name: string): string | undefined {
  const field = form && fieldsOf(form).find(({ attrs }) => attrs.var === variableOf(name));
  if (!field) return undefined;
  const value = field.getChildText('value') ?? '';
  return field.attrs.type === 'boolean' ? (['1', 'true'].includes(value) ? '1' : '0') : value;
}

/** Submits a form whole, with some fields changed: services refuse fields that their form lacks. */
export function submitting(room: { readonly jid: string }, form: Element, changes: Changes): Element {
  const wanted = new Map(Object.entries(changes).map(([name, value]) => [variableOf(name), value]));
  const submit = xml`<x xmlns="${ns.dataForms}" type="submit"/>`;
  for (const field of fieldsOf(form)) {
    if (field.attrs.var === undefined || field.attrs.type === 'fixed') continue;
    const change = wanted.get(String(field.attrs.var));
    const values = change === undefined ? field.getChildren('value').map((value) => value.getText()) : [change];
    const answer = submit.c('field', { var: String(field.attrs.var) });
    for (const value of values) answer.c('value').t(value);
  }
  return xml`<iq type="set" to="${room.jid}"><query xmlns="${ns.mucOwner}">${submit}</query></iq>`;
}
