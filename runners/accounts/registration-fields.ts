import type { Account } from '../config/plan.ts';
import { childElements, type Element, localName, namespaceOf, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import { fieldName, fillForm, Unfillable } from './form.ts';
import { AccountRefused, localpartOf } from './refusal.ts';

/** What to do where a server registers nobody. */
export const elsewise = 'use make: admin, or accounts that there are (jid and others), in the plan file';

/**
 * Answers the fields that a server asks for (XEP-0077 2.4): its data form where it has one (section 4), else the fields of
 * section 14.1. Throws AccountRefused where one of them cannot be filled.
 */
export function filled(query: Element, account: Account, domain: string): Element {
  const values = new Map([
    ['username', localpartOf(account)],
    ['password', account.password.reveal()],
  ]);
  try {
    const form = query.getChild('x', ns.dataForms);
    if (form === undefined) return legacy(query, values);
    const answer = fillForm(form, values, [...values.keys()]);
    return xml`<query xmlns="${ns.register}">${answer}</query>`;
  } catch (error) {
    if (!(error instanceof Unfillable)) throw error;
    throw new AccountRefused(
      `${domain} ${error.message}, so that no account can be registered there.`,
      `Change that, or ${elsewise}.`,
    );
  }
}

function legacy(query: Element, values: ReadonlyMap<string, string>): Element {
  const wanted = childElements(query).filter((field) => namespaceOf(field) === ns.register);
  const names = wanted.map(localName);
  if (!names.includes('username') || !names.includes('password')) {
    const url = query.getChild('x', 'jabber:x:oob')?.getChildText('url');
    throw new Unfillable(
      url ? `registers on a web page only (${JSON.stringify(url.slice(0, 200))})` : 'asks for no username and password',
    );
  }
  const answer = xml`<query xmlns="${ns.register}"/>`;
  for (const field of wanted) {
    const name = localName(field);
    if (name === 'instructions' || name === 'registered') continue;
    // The key of old has to be given back as it came.
    const value = values.get(name) ?? (name === 'key' ? field.getText() : undefined);
    if (value === undefined) throw new Unfillable(`requires the field ${fieldName(name)}, for which there is no value`);
    answer.c(name).t(value);
  }
  return answer;
}
