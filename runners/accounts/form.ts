import { type Element, xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';

/** A form cannot be answered by a program. The message ends a sentence that begins with the server. */
export class Unfillable extends Error {
  override name = 'Unfillable';
}

/** Fields of CAPTCHA forms (XEP-0158, section 3): a person has to answer them. */
const captchaFields = new Set([
  'audio_recog',
  'ocr',
  'picture_q',
  'picture_recog',
  'qa',
  'SHA-256',
  'speech_q',
  'speech_recog',
  'video_q',
  'video_recog',
]);
const longestName = 80;

/**
 * The answer to a data form (XEP-0004): the values given, by field, and the form's own defaults for the rest.
 * Throws Unfillable for a CAPTCHA, for a field of `needed` that the form lacks, and for a required one without a value.
 */
export function fillForm(form: Element, values: ReadonlyMap<string, string>, needed: readonly string[]): Element {
  const fields = form.getChildren('field');
  const variables = fields.map((field) => String(field.attrs.var));
  if (isCaptcha(form)) throw captcha();
  const lacking = needed.find((name) => !variables.includes(name));
  if (lacking !== undefined) throw new Unfillable(`asks in its form for no ${lacking}`);
  const answer = xml`<x xmlns="${ns.dataForms}" type="submit"/>`;
  for (const field of fields) {
    if (field.attrs.type === 'fixed' || field.attrs.var === undefined) continue;
    const name = String(field.attrs.var);
    const own = values.get(name);
    const given = own === undefined ? field.getChildren('value').map((value) => value.getText()) : [own];
    if (field.getChild('required') !== undefined && given.every((value) => value === ''))
      throw required(field, values.get('password'));
    if (given.length === 0) continue;
    const filled = answer.c('field', { var: name });
    for (const value of given) filled.c('value').t(value);
  }
  return answer;
}

function isCaptcha(form: Element): boolean {
  return form
    .getChildren('field')
    .some(
      (field) =>
        field.getChild('media', 'urn:xmpp:media-element') !== undefined ||
        captchaFields.has(String(field.attrs.var)) ||
        (field.attrs.var === 'FORM_TYPE' && field.getChildText('value') === 'urn:xmpp:captcha'),
    );
}

const captcha = (): Unfillable => new Unfillable('wants a CAPTCHA (XEP-0158) answered, which only a person can');

/** A later form of a server that knows the password may repeat it. */
function required({ attrs }: Element, secret = ''): Unfillable {
  const masked = (text: string): string => (secret === '' ? text : text.replaceAll(secret, '***'));
  const label = masked(String(attrs.label ?? '')).slice(0, longestName);
  const shown = label === '' ? '' : ` (${JSON.stringify(label)})`;
  return new Unfillable(
    `requires the field ${fieldName(masked(String(attrs.var)))}${shown}, for which there is no value`,
  );
}

/** The name of a field, which the server chose, fit to be shown. */
export const fieldName = (name: string): string =>
  /^[\w#:./-]+$/.test(name) && name.length <= longestName ? name : JSON.stringify(name.slice(0, longestName));
