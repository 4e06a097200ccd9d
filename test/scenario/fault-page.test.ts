import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Fault } from '../../runners/scenario/fault.ts';
import { relist, repage } from '../../runners/scenario/fault-page.ts';
import { type Element, xml } from '../../runners/stanza/element.ts';
import { ns } from '../../runners/stanza/namespaces.ts';

const result = (id: string): Element => xml`<message><result xmlns="${ns.mam}" id="${id}"/></message>`;
const end = (): Element => xml`<iq type="result"><fin xmlns="${ns.mam}"/></iq>`;
const other = (): Element => xml`<message><body>Hist!</body></message>`;

const shown = (stanza: Element): string =>
  (stanza.getChild('result', ns.mam)?.attrs.id as string | undefined) ?? (stanza.name === 'iq' ? 'end' : 'other');

/** What an actor gets of these stanzas, one after the other. */
const received = (fault: Fault, ...stanzas: readonly Element[]): readonly string[] => {
  const armed = fault.arm();
  return stanzas.flatMap((stanza) => armed.receive('juliet', stanza)).map(shown);
};

describe('faults of the pages of an archive', () => {
  it('hold results back until the end of the query, and let everything else pass', () => {
    const same = repage('does nothing', (results, last) => [...results, last]);
    expect(received(same, result('1'), other(), result('2'), end())).to.deep.equal(['other', '1', '2', 'end']);
  });

  it('may deliver results after the end', () => {
    const late = repage('is late', (results, last) => [last, ...results]);
    expect(received(late, result('1'), end())).to.deep.equal(['end', '1']);
  });

  it('know the pages before', () => {
    const repeating = relist('repeats', (results, earlier) => [...earlier, ...results]);
    const stanzas = [result('1'), end(), result('2'), end(), end()];
    expect(received(repeating, ...stanzas)).to.deep.equal(['1', 'end', '1', '2', 'end', '1', '2', 'end']);
  });

  it('spare the pages before the one that they begin with', () => {
    const losing = relist('loses all', () => [], 1);
    expect(received(losing, result('1'), end(), result('2'), end())).to.deep.equal(['1', 'end', 'end']);
  });

  it('begin anew with each run', () => {
    const losing = relist('loses all', () => [], 1);
    received(losing, end());
    expect(received(losing, result('1'), end())).to.deep.equal(['1', 'end']);
  });
});
