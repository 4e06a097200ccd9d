import { expect } from 'chai';
import { describe, it } from 'mocha';
import { replay } from '../../runners/scenario/fault-replay.ts';
import { xml } from '../../runners/stanza/element.ts';

const juliet = { name: 'juliet', fullJid: 'juliet@b.example/r', bareJid: 'juliet@b.example' };
const farewell = xml`<presence type="unavailable"/>`;

describe('a replay', () => {
  it('delivers what came of that name again, to that actor, when it sends what is named', () => {
    const put: string[] = [];
    const note = (actor: string, stanza: { attrs: Record<string, unknown> }) =>
      put.push(`${actor} ${String(stanza.attrs.id)}`);
    const armed = replay('message', 'juliet', { sends: 'presence', with: { type: 'unavailable' } }).arm();

    armed.send?.(juliet, farewell, note);
    armed.receive('nurse', xml`<message id="0"/>`);
    armed.receive('juliet', xml`<presence id="1"/>`);
    expect(armed.receive('juliet', xml`<message id="2"/>`)).to.have.lengthOf(1);
    armed.receive('juliet', xml`<message id="3"/>`);
    armed.send?.({ ...juliet, name: 'nurse' }, farewell, note);
    armed.send?.(juliet, xml`<presence/>`, note);
    expect(put).to.deep.equal([]);

    armed.send?.(juliet, farewell, note);
    expect(put).to.deep.equal(['juliet 2', 'juliet 3']);
  });
});
