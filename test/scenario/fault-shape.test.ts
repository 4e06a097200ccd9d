import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Fault } from '../../runners/scenario/fault.ts';
import { reverse, turnRound, undeclare, unprefix } from '../../runners/scenario/fault-shape.ts';
import { type Element, xml } from '../../runners/stanza/element.ts';

const received = (fault: Fault, ...stanzas: readonly Element[]): readonly string[] => {
  const armed = fault.arm();
  return stanzas.flatMap((stanza) => armed.receive('juliet', stanza)).map(String);
};

const message = xml`<message><body>Soft!</body><x xmlns="urn:x" xmlns:y="urn:y" a="1" y:a="2" xml:lang="en"><i n="1"/><i n="2"/></x></message>`;

describe('wire faults in order and shape', () => {
  it('reverse so many stanzas and leave the rest', () => {
    const all = ['1', '2', '3', '4'].map((id) => xml`<message id="${id}"/>`);
    const [one, two, three, four] = all;

    expect(received(reverse(3, 'message'), ...all)).to.deep.equal([three, two, one, four].map(String));
    expect(received(reverse(3, 'iq'), ...all)).to.deep.equal(all.map(String));
  });

  it('turn the children of an element round, and leave the original alone', () => {
    const before = message.toString();

    expect(received(turnRound('x'), message)[0]).to.contain('<i n="2"/><i n="1"/>');
    expect(message.toString()).to.equal(before);
  });

  it('take an element out of every namespace', () => {
    expect(received(undeclare('body'), message)[0]).to.contain('<body xmlns="">Soft!</body>');
  });

  it('take an attribute out of its namespace, but none of those that XML itself defines', () => {
    const [spoilt] = received(unprefix('a'), message);
    expect(spoilt).to.contain(' a="2"').and.not.to.contain('y:a=');
    expect(received(unprefix('lang'), message)[0]).to.contain('xml:lang="en"');
  });
});
