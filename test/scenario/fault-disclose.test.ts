import { expect } from 'chai';
import { describe, it } from 'mocha';
import { disclose } from '../../runners/scenario/fault-disclose.ts';
import { xml } from '../../runners/stanza/element.ts';

const juliet = { name: 'juliet', fullJid: 'juliet@b.example/r', bareJid: 'juliet@b.example' };
const nowhere = () => undefined;

describe('a disclosure', () => {
  const fault = disclose(
    'shows an address',
    'juliet',
    'tybalt',
    { stanza: 'presence', with: { from: /\/juliet$/ }, element: 'item' },
    (item, jid) => {
      item.attrs.jid = jid;
    },
  );
  const presence = xml`<presence from="room@c.example/juliet"><x><item role="participant"/></x></presence>`;
  const shown = (stanzas: readonly { toString(): string }[]) => stanzas.map(String).join('').includes(juliet.fullJid);

  it('shows nothing before the one it is about has sent something', () => {
    const armed = fault.arm();
    armed.send?.({ ...juliet, name: 'nurse' }, presence, nowhere);
    expect(shown(armed.receive('tybalt', presence))).to.equal(false);
  });

  it('changes copies of what fits, for that actor alone', () => {
    const armed = fault.arm();
    armed.send?.(juliet, presence, nowhere);
    expect(shown(armed.receive('tybalt', presence))).to.equal(true);
    expect(shown([presence])).to.equal(false);
    expect(shown(armed.receive('nurse', presence))).to.equal(false);
    expect(shown(armed.receive('tybalt', xml`<presence from="room@c.example/nurse"><item/></presence>`))).to.equal(
      false,
    );
    expect(shown(armed.receive('tybalt', xml`<message from="room@c.example/juliet"><item/></message>`))).to.equal(
      false,
    );
  });
});
