import { expect } from 'chai';
import { describe, it } from 'mocha';
import { isolated, visible, visibleLine } from '../../reports/render/text.ts';
import { allHostile } from '../support/hostile-text.ts';

const isolate = (text: string): string => isolated(text, '<', '>');

describe('text of others made visible', () => {
  it('writes out what would not be seen, and nothing twice', () => {
    for (const text of allHostile) {
      expect(visible(text)).not.to.match(/[\0-\x08\x0B-\x1F\x7F-\x9F]|[\u{D800}-\u{DFFF}]/u);
      expect(visible(visible(text))).to.equal(visible(text));
    }
    expect(visible('a\u202Eb\u3164c\u0000')).to.equal(String.raw`a\u{202E}b\u{3164}c\u{0000}`);
  });

  it('leaves what scripts and emoji need', () => {
    const needed =
      'e\u0301 \u{1F468}\u200D\u{1F469}\u200D\u{1F467} \u2764\uFE0F \u0645\u06CC\u200C\u062E \u0E01\u0E49\u0E33 \u05E9\u05C1\u05B8';
    expect(visible(needed)).to.equal(needed);
  });

  it('does not let marks pile up', () => {
    expect(visible(`o${'\u0301'.repeat(10)}`)).to.equal(`o${'\u0301'.repeat(8)}${String.raw`\u{0301}`.repeat(2)}`);
  });

  it('gives no command to the log of a CI job', () => {
    const lines = [
      '::error file=x::y',
      ' ::add-mask::x',
      '##vso[task.complete]',
      'x ##[error]y',
      '##teamcity[x]',
      'a ::set-output name=b::c',
    ];
    for (const line of lines) expect(visible(line)).not.to.match(/(?:^|\s)::|##(?:vso|teamcity)?\[/);
    for (const kept of ['::1', '[::1]:5222', '## head', 'a::b', 'urn:xmpp:ping', '#'])
      expect(visible(kept)).to.equal(kept);
  });

  it('keeps one line in one line', () => {
    expect(visibleLine('a\n::b::\nc\td\r\ne')).to.equal(String.raw`a \u{003A}:b:: c d e`);
  });

  it('isolates what runs from right to left, and nothing else', () => {
    expect(isolate('room \u05D0\u05D1 12 \u05D2: 5 of 6')).to.equal('room <\u05D0\u05D1 12 \u05D2>: 5 of 6');
    expect(isolate('\u0627\u0644 a \u0628')).to.equal('<\u0627\u0644> a <\u0628>');
    expect(isolate('plain (1) \uFF21')).to.equal('plain (1) \uFF21');
  });
});
