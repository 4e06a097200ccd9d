import { expect } from 'chai';
import { describe, it } from 'mocha';
import { lastWords } from '../../scripts/run-record.mjs';

describe('The last words of a run', () => {
  it('are its troubles and its exit, without what it found', () => {
    const output = [
      'The server of A ended without being asked to; its log is lab/a.log.',
      'FAIL rfc6121.8.5.1.delivered A->B',
      'No statement: the run ended early: B can no longer be reached.',
      'fedcheck: run.json cannot be written.',
      'Exit 4: tool error.',
      '',
    ].join('\n');
    expect(lastWords(output)).to.equal(
      'The server of A ended without being asked to; its log is lab/a.log. ' +
        'No statement: the run ended early: B can no longer be reached. ' +
        'fedcheck: run.json cannot be written. Exit 4: tool error.',
    );
  });
});
