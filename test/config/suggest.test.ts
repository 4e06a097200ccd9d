import { expect } from 'chai';
import { describe, it } from 'mocha';
import { closest, didYouMean, distance } from '../../runners/config/suggest.ts';

describe('suggest', () => {
  it('counts insertions, deletions, substitutions and swaps of neighbours', () => {
    expect(distance('lanes', 'lanes')).to.equal(0);
    expect(distance('lane', 'lanes')).to.equal(1);
    expect(distance('lnaes', 'lanes')).to.equal(1);
    expect(distance('kitten', 'sitting')).to.equal(3);
    expect(distance('', 'abc')).to.equal(3);
  });

  it('finds the nearest candidate, whatever its case', () => {
    expect(closest('jdi', ['password', 'jid'])).to.equal('jid');
    expect(closest('Lanez', ['deadline', 'lanes'])).to.equal('lanes');
  });

  it('finds a candidate that begins with what was typed', () => {
    expect(closest('spec', ['area', 'specification'])).to.equal('specification');
  });

  it('suggests nothing for a word that is like none', () => {
    expect(didYouMean('xylophone', ['run', 'list'])).to.equal('');
    expect(didYouMean('a'.repeat(5000), ['run'])).to.equal('');
    expect(didYouMean('rum', ['run', 'list'])).to.equal(" Did you mean 'run'?");
  });
});
