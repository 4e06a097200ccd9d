import { expect } from 'chai';
import { describe, it } from 'mocha';
import {
  advisory,
  drop,
  duplicate,
  type Fault,
  inject,
  leak,
  rename,
  reorder,
  retext,
  rewrite,
  strip,
} from '../../runners/scenario/fault.ts';
import { amend } from '../../runners/scenario/fault-shape.ts';
import { type Element, xml } from '../../runners/stanza/element.ts';

const romeo = { name: 'romeo', fullJid: 'romeo@a.example/r', bareJid: 'romeo@a.example' };
const message = xml`<message id="1" type="chat"><body>Soft!</body><x xmlns="urn:x"><item n="1"/><item n="2"/></x></message>`;

const received = (fault: Fault, ...stanzas: readonly Element[]): readonly string[] => {
  const armed = fault.arm();
  return stanzas.flatMap((stanza) => armed.receive('juliet', stanza)).map((stanza) => stanza.toString());
};

describe('wire faults', () => {
  it('drop what fits, by name and attributes', () => {
    expect(received(drop('message'), message)).to.deep.equal([]);
    expect(received(drop('message', { type: 'normal' }), message)).to.have.lengthOf(1);
    expect(received(drop('presence'), message)).to.have.lengthOf(1);
  });

  it('take an attribute that is absent for an empty one', () => {
    const untyped = xml`<message id="2"/>`;
    expect(received(drop('message', { type: /^(normal)?$/ }), message, untyped)).to.deep.equal([message.toString()]);
    expect(received(drop('message', { type: '' }), message, untyped)).to.deep.equal([message.toString()]);
    expect(received(drop('message', { type: /chat/ }), message, untyped)).to.deep.equal([untyped.toString()]);
  });

  it('spoil the stream of one actor only, when one is named', () => {
    const armed = drop('message', undefined, 'nurse').arm();
    expect(armed.receive('juliet', message)).to.have.lengthOf(1);
    expect(armed.receive('nurse', message)).to.have.lengthOf(0);
  });

  it('double', () => {
    expect(received(duplicate('message'), message)).to.deep.equal([message.toString(), message.toString()]);
  });

  it('swap the first two and leave the rest', () => {
    const [one, two, three] = [xml`<message id="1"/>`, xml`<message id="2"/>`, xml`<message id="3"/>`];
    expect(received(reorder('message'), one, two, three)).to.deep.equal([two, one, three].map(String));
  });

  it('strip, rewrite, retext and rename at any depth, and leave the original alone', () => {
    const before = message.toString();
    expect(received(strip('item', { n: '1' }), message)[0])
      .to.contain('n="2"')
      .and.not.contain('n="1"');
    expect(received(rewrite('item', { n: '9' }, { n: '2' }), message)[0])
      .to.contain('n="9"')
      .and.contain('n="1"');
    expect(received(rewrite('message', { id: '' }), message)[0]).not.to.contain('id=');
    expect(received(retext('body', 'Loud!'), message)[0]).to.contain('<body>Loud!</body>');
    expect(received(rename('x', 'y'), message)[0]).to.contain('<y xmlns="urn:x">');
    expect(message.toString()).to.equal(before);
  });

  it('leak what somebody sends to somebody else, with its sender stamped', () => {
    const put: [string, string][] = [];
    leak('message', 'juliet')
      .arm()
      .send?.(romeo, message, (actor, stanza) => put.push([actor, String(stanza.attrs.from)]));
    expect(put).to.deep.equal([['juliet', romeo.fullJid]]);
  });

  it('inject when the named actor sends, and only then', () => {
    const fault = inject('a thing', 'juliet', { sends: 'message', by: 'nurse' }, () => xml`<presence/>`);
    const put: string[] = [];
    fault.arm().send?.(romeo, message, (actor) => put.push(actor));
    fault.arm().send?.({ ...romeo, name: 'nurse' }, message, (actor) => put.push(actor));
    expect(put).to.deep.equal(['juliet']);
  });

  it('say what they do, and which verdict they must bring', () => {
    expect(drop('message', { type: 'chat' }, 'juliet').name).to.equal(
      'drops <message type="chat"> on the way to juliet',
    );
    expect(advisory(drop('message')).verdict).to.equal('warn');
  });

  it('amend every element of a name, wherever it is, and leave what was received alone', () => {
    const fault = amend('numbers items', 'item', ({ attrs }) => {
      attrs.n = '9';
    });
    expect(received(fault, message)[0]).to.contain('<item n="9"/><item n="9"/>');
    expect(message.toString()).to.contain('<item n="1"/>');
  });
});
