import { expect } from 'chai';
import { describe, it } from 'mocha';
import { NothingSelected, reportFailure } from '../../runners/cli/failure.ts';
import { UsageError } from '../../runners/config/usage-error.ts';
import { ConnectionError } from '../../runners/transport/stream.ts';
import { captureIo } from './capture.ts';

describe('errors of the command line', () => {
  it('have the exit code of their kind', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device'), {
      code: 'ENOSPC',
      path: 'results/run.json',
    });
    const kinds: readonly (readonly [unknown, number, string])[] = [
      [new UsageError('No such thing.'), 2, 'No such thing.'],
      [new NothingSelected('Nothing.'), 5, 'Nothing.'],
      [new ConnectionError('connect', 'port-closed', 'Nobody listens.'), 4, 'Nobody listens.'],
      [new ConnectionError('sasl', 'not-authorized', 'Refused.'), 2, 'Refused.'],
      [new ConnectionError('sasl', 'deadline', 'Silent.'), 4, 'Silent.'],
      [full, 4, 'results/run.json cannot be used: the disk is full.'],
      [new TypeError('x is not a function'), 4, 'x is not a function'],
      ['text', 4, 'text'],
    ];
    for (const [error, code, said] of kinds) {
      const io = captureIo();
      expect(reportFailure(error, io), said).to.equal(code);
      expect(io.stderr.text).to.contain(said).and.not.to.contain('    at ');
      expect(io.stdout.text).to.equal('');
    }
  });

  it('show the stack only when asked for', () => {
    const io = captureIo({ FEDCHECK_DEBUG: '1' });
    reportFailure(new TypeError('broken'), io);
    expect(io.stderr.text).to.contain('    at ');
  });

  it('do not steer the terminal', () => {
    const io = captureIo();
    reportFailure(new ConnectionError('sasl', 'x', 'The server said \u001b[2Jgone\u202e.'), io);
    expect(io.stderr.text).not.to.match(/[\u001b\u202e]/);
  });

  it('give way to the interrupt', () => {
    const io = { ...captureIo(), signal: AbortSignal.abort() };
    expect(reportFailure(new ConnectionError('connect', 'x', 'y'), io)).to.equal(130);
  });
});
