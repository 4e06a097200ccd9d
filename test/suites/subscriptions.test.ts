import { expect } from 'chai';
import { describe, it } from 'mocha';
import { cellsOf } from '../../suites/subscriptions/cells.ts';
import { faultsOf } from '../../suites/subscriptions/faults.ts';
import { mirror, shown, type State } from '../../suites/subscriptions/states.ts';
import { type Stanza, table } from '../../suites/subscriptions/table.ts';

const stanzas = Object.keys(table) as Stanza[];
const states: readonly State[] = [
  'None',
  'None + Pending Out',
  'None + Pending In',
  'None + Pending Out+In',
  'To',
  'To + Pending In',
  'From',
  'From + Pending Out',
  'Both',
];

describe('the subscription matrix', () => {
  it('has a cell for each stanza in each state, in the order of the RFC', () => {
    for (const sends of stanzas) expect(table[sends].map(([, before]) => before)).to.deep.equal(states);
    const numbers = stanzas.flatMap((sends) => table[sends].map(([cell]) => Number(cell.slice(1))));
    expect(numbers).to.deep.equal(Array.from({ length: 36 }, (_, index) => index + 1));
  });

  it('mirrors every state and back', () => {
    for (const state of states) expect(mirror(mirror(state))).to.equal(state);
    expect(mirror('From + Pending Out')).to.equal('To + Pending In');
  });

  it('shows no request that waits for the owner in the roster', () => {
    expect(shown('None + Pending Out+In')).to.deep.equal({ subscription: 'none', asking: true });
    expect(shown('To + Pending In')).to.deep.equal({ subscription: 'to', asking: false });
  });

  it('never moves the half of the subscription that a stanza does not speak of', () => {
    const half = (state: State, outbound: boolean): string => {
      const name = shown(outbound ? state : mirror(state)).subscription;
      return `${String(name === 'to' || name === 'both')} ${String(shown(outbound ? state : mirror(state)).asking)}`;
    };
    for (const sends of stanzas) {
      const speaksOfOutbound = sends === 'subscribe' || sends === 'unsubscribe';
      for (const { id, user } of cellsOf(sends))
        expect(half(user.after, !speaksOfOutbound), id).to.equal(half(user.before, !speaksOfOutbound));
    }
  });

  it('has faults for both sides of every cell', () => {
    for (const cell of stanzas.flatMap(cellsOf)) {
      const names = faultsOf(cell).map(({ name }) => name);
      expect(
        names.some((name) => name.startsWith('shows romeo')),
        cell.id,
      ).to.equal(true);
      expect(
        names.some((name) => name.startsWith('shows juliet')),
        cell.id,
      ).to.equal(true);
    }
  });
});
