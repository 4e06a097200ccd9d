import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Fault } from '../../runners/scenario/fault.ts';
import { overtake, shift } from '../../runners/scenario/fault-shift.ts';
import { type Element, xml } from '../../runners/stanza/element.ts';

const received = (fault: Fault, ...stanzas: readonly Element[]): readonly string[] => {
  const armed = fault.arm();
  return stanzas.flatMap((stanza) => armed.receive('juliet', stanza)).map((stanza) => stanza.toString());
};

describe('faults of counting and of order', () => {
  it('shift a number by so many', () => {
    expect(received(shift('a', 'h', -2), xml`<a h="5"/>`, xml`<r h="5"/>`)).to.deep.equal(['<a h="3"/>', '<r h="5"/>']);
  });

  it('let one kind of stanza overtake another, once', () => {
    const first = xml`<message id="1"/>`;
    const second = xml`<message id="2"/>`;
    const here = xml`<presence/>`;
    const gone = xml`<presence type="unavailable"/>`;
    const fault = overtake('message', 'presence', { type: 'unavailable' });

    expect(received(fault, first, here, gone, second, gone)).to.deep.equal(
      [here, gone, first, second, gone].map(String),
    );
  });

  it('lets it overtake the one that is meant, where there are several of its kind', () => {
    const other = xml`<presence from="room@c.example/nurse"/>`;
    const meant = xml`<presence from="room@c.example/tybalt"/>`;
    const message = xml`<message/>`;
    const fault = overtake('presence', 'message', {}, undefined, { from: /tybalt$/ });

    expect(received(fault, other, meant, message)).to.deep.equal([other, message, meant].map(String));
  });
});
