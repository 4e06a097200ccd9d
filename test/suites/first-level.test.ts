import { expect } from 'chai';
import { describe, it } from 'mocha';
import { firstLevel, firstLevelBetween } from '../../suites/streams/first-level.ts';

const shown = (text: string): string[] => firstLevel(text).map(String);

describe('The first level of raw text', () => {
  it('holds each stanza with its id and sender, without what is inside', () => {
    expect(shown(`<message id='1' from="a@b"><body>x</body><message id='2'/></message><r/>`)).to.deep.equal([
      '<message id="1" from="a@b"/>',
      '<r/>',
    ]);
  });

  it('is not misled by markup in attributes and CDATA sections', () => {
    expect(shown(`<a of="</a><b>"><![CDATA[</a><b>]]></a>`)).to.deep.equal(['<a/>']);
  });

  it('shows a stanza that another one let loose', () => {
    expect(shown(`<message id='1'/><body/></message><message id='2'/>`).length).to.be.above(1);
  });

  it('ends before the second of two stanzas', () => {
    const frame = (text: string, flow: 'in' | 'out' = 'in') => ({ flow, text });
    const frames = [
      frame("<m id='0'/><message id='a'><x/></mess"),
      frame('<q/>', 'out'),
      frame("age><y id='n'/><message id='b'/><z/>"),
    ];

    expect(firstLevelBetween(frames, 'a', 'b').map(String)).to.deep.equal(['<y id="n"/>']);
  });
});
