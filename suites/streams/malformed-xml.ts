import { advisory, describe, expect, online, rename, rfc, scenario } from '../../runners/index.ts';
import { expectClosed, fenceAgain, forwarded, goesOn, streamErrorAt, violate } from './violation.ts';

const rfc6120 = rfc(6120);

/** Each is a message of which a lenient parser might make something. */
const broken: Readonly<Record<string, { what: string; write: (attributes: string) => string }>> = {
  'mismatched-tags': {
    what: 'tags that do not match',
    write: (a) => `<message ${a}><body>Soft!</bawdy></message>`,
  },
  'duplicate-attribute': {
    what: 'an attribute given twice',
    write: (a) => `<message ${a} xml:lang='en' xml:lang='it'><body>Soft!</body></message>`,
  },
  'bare-ampersand': {
    what: 'an ampersand that is not escaped',
    write: (a) => `<message ${a}><body>Romeo & Juliet</body></message>`,
  },
  'unquoted-attribute': {
    what: 'an attribute without quotes',
    write: (a) => `<message ${a}><scene xmlns='urn:fedcheck:test' act=2/><body>Soft!</body></message>`,
  },
  'control-character': {
    what: 'a control character',
    write: (a) => `<message ${a}><body>Soft!\u0001</body></message>`,
  },
  'control-reference': {
    what: 'a reference to a control character',
    write: (a) => `<message ${a}><body>Soft!&#1;</body></message>`,
  },
  noncharacter: {
    what: 'the noncharacter U+FFFE',
    write: (a) => `<message ${a}><body>Soft!\uFFFE</body></message>`,
  },
  nul: {
    what: 'a NUL',
    write: (a) => `<message ${a}><body>Soft!\0</body></message>`,
  },
};

describe('Protection from harmful messages', '7(3)', () => {
  for (const [slug, { what, write }] of Object.entries(broken)) {
    scenario(
      `closes the stream on ${what} and forwards nothing`,
      {
        id: `rfc6120.11.3.${slug}`,
        requirement: rfc6120.mustNot(
          '11.3',
          'An entity MUST NOT accept data that is not XML-well-formed; instead it MUST close the stream',
        ),
        covers: 'RFC6120-11.3-2',
        given: { romeo: online('senderServer'), juliet: online('recipientServer') },
        accountable: 'senderServer',
        fault: [goesOn, forwarded],
      },
      async ({ romeo, juliet }) => {
        const violation = await violate(romeo, juliet, write);

        expectClosed(violation);
        await fenceAgain(romeo, juliet);
        expect(juliet).not.to.have.received(violation.sent);
      },
    );
  }

  scenario(
    'says not-well-formed when it closes the stream for XML that is not well-formed',
    {
      id: 'rfc6120.11.3.not-well-formed-error',
      requirement: rfc6120.must(
        '11.3',
        'Data that is not XML-well-formed closes the stream with not-well-formed (graded as a warning: 4.9.3.1 allows bad-format)',
      ),
      covers: 'RFC6120-11.3-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: advisory(rename('not-well-formed', 'host-gone', 'romeo')),
      impact: 'none',
    },
    async ({ romeo, juliet }, story) => {
      await violate(romeo, juliet, (a) => `<message ${a}><body>Soft!</bawdy></message>`);

      await story.should(rfc6120.must('11.3', 'The stream error is not-well-formed'), () => {
        expect(streamErrorAt(romeo), 'the stream error').to.match(/<(not-well-formed|bad-format)/);
      });
    },
  );

  scenario(
    'delivers nothing that comes behind the closing tag of the stream',
    {
      id: 'rfc6120.11.3.behind-closing-tag',
      requirement: rfc6120.mustNot(
        '11.3',
        'A stream is one XML document: data behind its closing tag is not well-formed, and not accepted',
      ),
      covers: 'RFC6120-11.3-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      fault: forwarded,
    },
    async ({ romeo, juliet }) => {
      const { sent } = await violate(
        romeo,
        juliet,
        (a) => `</stream:stream><message ${a}><body>Soft!</body></message>`,
      );

      await fenceAgain(romeo, juliet);
      expect(juliet).not.to.have.received(sent);
    },
  );
});
