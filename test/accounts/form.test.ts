import { expect } from 'chai';
import { describe, it } from 'mocha';
import { fillForm } from '../../runners/accounts/form.ts';
import { type Element, xml } from '../../runners/stanza/element.ts';

const values = new Map([['username', 'romeo']]);
const formOf = (...fields: readonly Element[]): Element => {
  const form = xml`<x xmlns="jabber:x:data" type="form"/>`;
  for (const field of fields) form.cnode(field);
  return form;
};
const username = xml`<field var="username" type="text-single"><required/></field>`;
const answersOf = (form: Element): Record<string, readonly string[]> =>
  Object.fromEntries(
    form
      .getChildren('field')
      .map((field) => [String(field.attrs.var), field.getChildren('value').map((value) => value.getText())]),
  );

describe('a data form', () => {
  it('is answered with the values given and with its own defaults', () => {
    const answer = fillForm(
      formOf(
        xml`<field type="fixed"><value>Welcome</value></field>`,
        xml`<field var="FORM_TYPE" type="hidden"><value>jabber:iq:register</value></field>`,
        username,
        xml`<field var="lang" type="list-multi"><required/><value>it</value><value>la</value></field>`,
        xml`<field var="email" type="text-single"/>`,
      ),
      values,
      ['username'],
    );
    expect(answer.attrs.type).to.equal('submit');
    expect(answersOf(answer)).to.deep.equal({
      FORM_TYPE: ['jabber:iq:register'],
      username: ['romeo'],
      lang: ['it', 'la'],
    });
  });

  it('with a required field that has no value is refused by the name of the field', () => {
    const email = xml`<field var="email" label="E-mail&#10;now" type="text-single"><required/><value/></field>`;
    expect(() => fillForm(formOf(username, email), values, ['username'])).to.throw(
      'requires the field email ("E-mail\\nnow"), for which there is no value',
    );
    const hostile = xml`<field var="a b&#10;c" type="text-single"><required/></field>`;
    expect(() => fillForm(formOf(username, hostile), values, [])).to.throw('requires the field "a b\\nc"');
    const inherited = xml`<field var="constructor" type="text-single"><required/></field>`;
    expect(() => fillForm(formOf(username, inherited), values, [])).to.throw('requires the field constructor');
  });

  it('without a field that is needed is refused by its name', () => {
    expect(() => fillForm(formOf(username), values, ['username', 'password'])).to.throw(
      'asks in its form for no password',
    );
  });

  for (const [what, field] of [
    ['a form type', xml`<field var="FORM_TYPE" type="hidden"><value>urn:xmpp:captcha</value></field>`],
    ['a field', xml`<field var="ocr" type="text-single"/>`],
    ['a picture', xml`<field var="answer"><media xmlns="urn:xmpp:media-element"/></field>`],
  ] as const) {
    it(`with a CAPTCHA, known by ${what}, is refused as such`, () => {
      expect(() => fillForm(formOf(username, field), values, [])).to.throw('CAPTCHA');
    });
  }
});
