import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type Invariant, type Sighting, Watch } from '../../runners/judge/watch.ts';
import { xml } from '../../runners/stanza/element.ts';

const sighting = (over: Partial<Sighting> = {}): Sighting => ({
  stanza: xml`<message id="1"/>`,
  side: 'B',
  bareJid: 'juliet@b.example',
  fullJid: 'juliet@b.example/balcony',
  domain: 'b.example',
  times: 1,
  original: undefined,
  takesPart: () => true,
  clientAddresses: new Set(),
  ...over,
});
const violation = { expected: 'an id', actual: 'none', verdict: 'fail', domain: 'a.example' } as const;

/** Broken by every stanza whose id is among these. */
const forbidding = (...ids: readonly string[]): Invariant => ({
  carrier: 'any',
  check: ({ stanza }) => (ids.includes(String(stanza.attrs.id)) ? violation : undefined),
});

describe('the watch over invariants', () => {
  it('keeps what broke each of them, with the story in which it did', () => {
    const watch = new Watch(
      new Map([
        ['one', forbidding('1')],
        ['two', forbidding('2')],
      ]),
    );
    watch.look(sighting(), 'story');
    expect(watch.seen('one', 'A->B')).to.deep.equal([{ violation, scenario: 'story', xml: '<message id="1"/>' }]);
    expect(watch.seen('two', 'A->B')).to.deep.equal([]);
  });

  it('tells the directions apart by the side that received', () => {
    const watch = new Watch(new Map([['one', forbidding('1')]]));
    expect(watch.checked).to.deep.equal({ 'A->B': 0, 'B->A': 0 });
    watch.look(sighting({ side: 'B' }), 'there');
    watch.look(sighting({ side: 'A' }), 'back');
    watch.look(sighting({ side: 'A', stanza: xml`<iq id="2"/>` }), 'back');
    expect(watch.checked).to.deep.equal({ 'A->B': 1, 'B->A': 2 });
    expect(watch.seen('one', 'A->B').map(({ scenario }) => scenario)).to.deep.equal(['there']);
    expect(watch.seen('one', 'B->A').map(({ scenario }) => scenario)).to.deep.equal(['back']);
  });

  it('keeps twenty breaches of each', () => {
    const watch = new Watch(new Map([['one', forbidding('1')]]));
    for (let count = 0; count < 22; count += 1) watch.look(sighting(), String(count));
    expect(
      watch
        .seen('one', 'A->B')
        .map(({ scenario }) => scenario)
        .at(-1),
    ).to.equal('19');
  });

  it('counts every stanza, and keeps the first twenty breaches in order, each cut to 4000 characters', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('1', '2'), { maxLength: 50 }), (ids) => {
        const watch = new Watch(new Map([['one', forbidding('1')]]));
        for (const [index, id] of ids.entries())
          watch.look(sighting({ stanza: xml`<message id="${id}">${'x'.repeat(5000)}</message>` }), String(index));
        const broken = ids.flatMap((id, index) => (id === '1' ? [String(index)] : []));
        expect(watch.checked['A->B']).to.equal(ids.length);
        expect(watch.seen('one', 'A->B').map(({ scenario }) => scenario)).to.deep.equal(broken.slice(0, 20));
        for (const { xml: text } of watch.seen('one', 'A->B')) expect(text).to.have.lengthOf(4000);
      }),
      { numRuns: 20 },
    );
  });
});
