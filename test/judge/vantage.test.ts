import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Exchange } from '../../reports/model/record.ts';
import { Breach } from '../../runners/judge/breach.ts';
import { endsWords, errorSeen, errorWords, saidToReturn } from '../../runners/judge/vantage.ts';
import { parseElement } from '../../runners/stanza/element.ts';

const domains = { A: 'a.example', B: 'b.example' };
const missing = new Breach('missing-stanza', 'a message', 'it never came');
const errorXml = ({ by = '', from = 'juliet@b.example', id = 'x1' } = {}): string =>
  `<message xmlns="jabber:client" type="error" id="${id}"${from === '' ? '' : ` from="${from}"`}><error type="cancel"${
    by === '' ? '' : ` by="${by}"`
  }><service-unavailable xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></message>`;
const seen = (actor: string, side: 'A' | 'B', xml: string, more: Partial<Exchange> = {}): Exchange => ({
  at: 1,
  actor,
  side,
  flow: 'received',
  xml,
  ...more,
});
const message = '<message xmlns="jabber:client" id="m1"><body>x</body></message>';

describe('the error by which a story broke', () => {
  it('is the first that came where something else is missing, with who says to have returned it', () => {
    const exchange = [
      seen('romeo', 'A', errorXml(), { flow: 'sent' }),
      seen('romeo', 'A', message),
      seen('romeo', 'A', errorXml({ by: 'b.example' })),
      seen('romeo', 'A', errorXml({ by: 'a.example' })),
    ];
    expect(errorSeen(missing, exchange)).to.deep.equal({
      actor: 'romeo',
      condition: 'service-unavailable',
      from: 'juliet@b.example',
      by: 'b.example',
    });
  });

  it('is the offending stanza itself where what came was wrong', () => {
    const offending = parseElement(errorXml({ by: 'a.example' }));
    const breach = new Breach('wrong-content', 'this', 'it is that', offending);
    const exchange = [seen('romeo', 'A', errorXml({ by: 'b.example' })), seen('juliet', 'B', offending.toString())];
    expect(errorSeen(breach, exchange)).to.include({ actor: 'juliet', by: 'a.example' });
    expect(errorSeen(new Breach('wrong-content', 'this', 'it is that'), exchange)).to.equal(undefined);
  });

  it("is none of fences, of the harness's own stanzas, and of what was cut", () => {
    const exchange = [
      seen('romeo', 'A', errorXml(), { mark: 'fence' }),
      seen('romeo', 'A', errorXml({ id: 'fch-1' })),
      seen('romeo', 'A', errorXml().slice(0, -5)),
    ];
    expect(errorSeen(missing, exchange)).to.equal(undefined);
  });

  it('names the side that returned it by its own words', () => {
    const side = (by: string, from: string) => {
      const error = errorSeen(missing, [seen('romeo', 'A', errorXml({ by, from }))]);
      return error && saidToReturn(error, domains);
    };
    expect(side('a.example', 'juliet@b.example/x')).to.equal('A');
    expect(side('', 'juliet@b.example/x')).to.equal('B');
    expect(side('rooms.b.example', '')).to.equal('B');
    expect(side('evila.example', '')).to.equal(undefined);
    expect(side('', '')).to.equal(undefined);
  });

  it('is told in words that convict nobody, cut to what fits', () => {
    const told = (change: Parameters<typeof errorXml>[0]) => {
      const error = errorSeen(missing, [seen('romeo', 'A', errorXml(change))]);
      return error ? errorWords(error) : '';
    };
    expect(told({ by: 'b.example' })).to.equal(
      'the error service-unavailable that romeo received says that b.example returned it, which anybody on the way could have written',
    );
    expect(told({})).to.contain('comes from juliet@b.example and does not say who returned it');
    expect(told({ by: 'x'.repeat(5000) })).to.have.length.below(400);
  });
});

describe('what both ends saw', () => {
  it('is counted apart from fences and what was sent', () => {
    const spectators = [
      { name: 'romeo', side: 'A' as const },
      { name: 'juliet', side: 'B' as const },
      { name: 'nurse', side: 'B' as const },
    ];
    const exchange = [
      seen('romeo', 'A', message, { flow: 'sent' }),
      seen('romeo', 'A', errorXml()),
      seen('juliet', 'B', message, { mark: 'fence' }),
      seen('nurse', 'B', message),
      seen('nurse', 'B', message),
    ];
    expect(endsWords(spectators, exchange)).to.equal(
      'at A romeo received 1 stanza; at B juliet received nothing, nurse received 2 stanzas',
    );
  });
});
