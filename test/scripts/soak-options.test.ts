import { expect } from 'chai';
import { describe, it } from 'mocha';
import { conditionOf } from '../../scripts/soak-conditions.mjs';
import { soakOptions } from '../../scripts/soak-options.mjs';

describe('the options of the soak', () => {
  it('default to thirty runs between both products', () => {
    expect(soakOptions([])).to.deep.equal({ runs: 30, pair: ['prosody', 'ejabberd'], further: [] });
  });

  it('leave what follows -- to the lab', () => {
    expect(soakOptions(['--runs', '5', '--pair', 'ejabberd,prosody', '--', '--area', 'offline'])).to.deep.equal({
      runs: 5,
      pair: ['ejabberd', 'prosody'],
      further: ['--area', 'offline'],
    });
  });

  it('are refused with a sentence', () => {
    const refused: [args: string[], sentence: string][] = [
      [['--runs', '0'], '--runs is "0"; it must be a whole number from 1.'],
      [['--runs', '1e3'], '--runs is "1e3"; it must be'],
      [['--runs', ''], '--runs is ""; it must be'],
      [['--pair', 'prosody'], '--pair is "prosody"; it must be two of prosody and ejabberd with a comma between'],
      [['--pair', 'prosody,ejabberd,prosody'], '--pair is "prosody,ejabberd,prosody"; it must be two of'],
      [['--pair', 'prosody,other'], '--pair is "prosody,other"; it must be two of'],
      [['--often'], "Unknown option '--often'"],
      [['5'], '"5" belongs to no option; arguments of fedcheck lab run go after --.'],
      [['--', '--results', 'x'], '--results is given after --, but the soak sets it itself'],
      [['--', '--jitter=30ms'], '--jitter is given after --, but'],
      [['--', '--pair', 'x'], 'give --pair before --'],
    ];
    for (const [args, sentence] of refused) expect(() => soakOptions(args), args.join(' ')).to.throw(sentence);
  });
});

describe('the conditions of the soak', () => {
  it('come in turn, and no two runs have the same jitter', () => {
    const names = Array.from({ length: 10 }, (_, index) => conditionOf(index + 1).name);
    expect(names.slice(0, 5).map((name) => name.replace(/ \(.*/, ''))).to.deep.equal([
      'nothing',
      'added latency',
      'jitter',
      'a busy core',
      'slow disks',
    ]);
    expect([names[5], names[6], names[8], names[9]]).to.deep.equal([names[0], names[1], names[3], names[4]]);
    expect(conditionOf(8).args).to.deep.equal(['--jitter', '30ms', '--jitter-seed', '8']);
  });
});
