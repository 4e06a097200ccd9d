import { expect } from 'chai';
import * as fc from 'fast-check';
import { describe, it } from 'mocha';
import { StrictParser, type ParserLimits } from '../../runners/transport/strict-parser.ts';
import { header } from '../support/fake-server.ts';

interface Reading {
  readonly limits?: ParserLimits;
  /** Lengths of the pieces, in turn; the whole text at once when not given. */
  readonly split?: readonly number[];
}

function read(text: string, { limits, split = [text.length] }: Reading = {}): string[] {
  const seen: string[] = [];
  const parser = new StrictParser(
    {
      start: (element) => seen.push(`start ${element.name}`),
      element: (element) => {
        expect(element.parent).to.equal(null);
        seen.push(element.toString());
      },
      end: () => seen.push('end'),
      malformed: (detail) => seen.push(`malformed: ${detail}`),
      thrown: (error) => seen.push(`thrown: ${String(error)}`),
    },
    limits,
  );
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const length = split[turn % split.length] ?? text.length;
    parser.write(text.slice(at, at + length));
    at += length;
  }
  return seen;
}

const small: ParserLimits = { characters: 1000, nodes: 20, attributes: 5, depth: 5 };

describe('StrictParser', () => {
  it('hands out the header, each first-level element and the end', () => {
    expect(read(`${header}<presence/> <message><body>a &amp; b</body></message>\n</stream:stream>`)).to.deep.equal([
      'start stream:stream',
      '<presence xmlns="jabber:client"/>',
      '<message xmlns="jabber:client"><body>a &amp; b</body></message>',
      'end',
    ]);
  });

  it('reads the same from pieces of any size', () => {
    const text = `${header}<message id='1'><body xml:lang='de'>Gr\u00fc\u00dfe \u{1F600}<![CDATA[<]]></body></message><iq/></stream:stream>`;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (split) => {
        expect(read(text, { split: [split] })).to.deep.equal(read(text));
      }),
    );
  });

  it('reads the same stanzas and finds the same text malformed, from any cuts of it', () => {
    const fragment = fc.constantFrom(
      '<message>',
      '</message>',
      "<iq id='1'/>",
      '<x:y xmlns:x="urn:x" x:z="&amp;"/>',
      'text',
      ' ',
      '\n',
      '&lt;',
      '&#x41;',
      '&nbsp;',
      '&',
      '<![CDATA[<a>]]>',
      ']]>',
      '<!-- no -->',
      '<?no?>',
      '<!DOCTYPE a>',
      "<a b='1' b='2'/>",
      '<a:b/>',
      '<',
      '\u{1F600}',
      '\u0000',
      '</stream:stream>',
    );
    const lengths = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 8 }), lengths, (fragments, split) => {
        const text = header + fragments.join('');
        // What of it is malformed may be put in other words.
        const events = (lengthsOf: readonly number[]): readonly string[] =>
          read(text, { split: lengthsOf }).map((event) => event.replace(/^malformed: .*$/s, 'malformed'));
        expect(events(split)).to.deep.equal(events([1]));
        expect(events([text.length])).to.deep.equal(events([1]));
      }),
      { numRuns: 300 },
    );
  });

  it('makes namespaces resolve without the stream header', () => {
    const seen: (string | undefined)[] = [];
    const parser = new StrictParser({
      start: () => undefined,
      element: (element) => {
        seen.push(element.getNS(), element.getChildElements()[0]?.getNS());
      },
      end: () => undefined,
      malformed: (detail) => expect.fail(detail),
      thrown: (error) => expect.fail(String(error)),
    });
    parser.write(header.replace('<stream:stream', "<stream:stream xmlns:x='urn:x'"));
    parser.write(
      "<message><body/></message><stream:error><text xmlns='urn:t'/></stream:error><message><x:y x:z='1'/></message>",
    );
    parser.write('<stream:features><inner/></stream:features>');
    const streams = 'http://etherx.jabber.org/streams';
    expect(seen).to.deep.equal([
      'jabber:client',
      'jabber:client',
      streams,
      'urn:t',
      'jabber:client',
      'urn:x',
      streams,
      'jabber:client',
    ]);
  });

  const malformed: Record<string, string> = {
    'an unquoted attribute value': '<m a=b/>',
    'a duplicate attribute': "<m a='1' a='2'/>",
    'an unbound prefix': '<x:m/>',
    'a control character': '<m>\u0001</m>',
    'a < in an attribute': "<m a='<'/>",
    'a comment': '<m><!-- hello --></m>',
    'a processing instruction': '<?do this?>',
    'a second XML declaration': "<?xml version='1.0'?>",
    'an undeclared entity': '<m>&foo;</m>',
    'a wrong closing tag': '<m></n>',
    'text between elements': 'hello<m/>',
    'a bare ampersand': '<m>a & b</m>',
    'more attributes than the limit': `<m ${Array.from({ length: 6 }, (_, index) => `a${index}=''`).join(' ')}/>`,
    'more nodes than the limit': `<m>${'<a/>'.repeat(21)}</m>`,
    'more depth than the limit': '<a>'.repeat(6),
    'more characters than the limit': `<m>${'a'.repeat(1100)}</m>`,
  };
  for (const [what, text] of Object.entries(malformed)) {
    it(`refuses ${what}, once, and reports nothing after it`, () => {
      const seen = read(`${header}${text}<presence/></stream:stream>`, { limits: small, split: [30] });
      expect(seen).to.have.length(2);
      expect(seen[1]).to.match(/^malformed: ./);
    });
  }

  it('hands out what was complete before the fault', () => {
    for (const fault of ['&foo;', '</n>', '<!-- -->', '<m a=b/>', '<a></b>']) {
      const [, seen, end] = read(`${header}<m>1</m>${fault}<m>2</m>`);
      expect(seen, fault).to.equal('<m xmlns="jabber:client">1</m>');
      expect(end, fault).to.match(/^malformed/);
    }
  });

  it('refuses a document type declaration, another encoding and another root', () => {
    expect(read(`<!DOCTYPE x [<!ENTITY a 'b'>]>${header}`)).to.deep.equal([
      'malformed: a document type declaration, which XMPP forbids',
    ]);
    expect(read(header.replace("version='1.0'?>", "version='1.0' encoding='latin1'?>"))).to.have.length(1);
    expect(read('<html><body/></html>')).to.deep.equal([
      'malformed: the document starts with <html> instead of an XMPP stream header',
    ]);
  });

  it('counts characters and nodes for each element anew', () => {
    const message = `<message><body>${'a'.repeat(400)}</body></message>`;
    expect(read(header + message.repeat(10), { limits: small, split: [100] })).to.have.length(11);
  });

  it('says nothing about what follows the closing tag', () => {
    expect(read(`${header}</stream:stream><presence/>&foo; <`)).to.deep.equal(['start stream:stream', 'end']);
  });

  it('keeps what a handler throws from its caller', () => {
    const seen: string[] = [];
    const parser = new StrictParser({
      start: () => undefined,
      element: () => {
        throw new Error('ours');
      },
      end: () => undefined,
      malformed: (detail) => seen.push(detail),
      thrown: (error) => {
        seen.push(`thrown ${String(error)}`);
        throw new Error('again');
      },
    });
    parser.write(`${header}<presence/><presence/>`);
    parser.write('<presence/>');
    expect(seen).to.deep.equal(['thrown Error: ours']);
  });

  it('survives names that JavaScript knows', () => {
    const [, seen] = read(`${header}<constructor __proto__='1' toString='2' hasOwnProperty='3'/>`);
    expect(seen).to.contain('toString="2"');
  });
});
