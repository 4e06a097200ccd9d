import {
  advisory,
  amend,
  describe,
  dial,
  drop,
  expect,
  online,
  rename,
  rfc,
  scenario,
  streamEnd,
} from '../../runners/index.ts';
import { expectClosed, fenceAgain, forwarded, goesOn, streamErrorAt, violate } from './violation.ts';

const rfc6120 = rfc(6120);

/** 'restricted-xml' is advised and 'bad-format' excused by the same sentence. */
const advised = ['restricted-xml', 'bad-format'];

const features = {
  comment: {
    what: 'a comment',
    write: (a: string) => `<message ${a}><body>Soft!<!-- aside --></body></message>`,
    conditions: advised,
  },
  'processing-instruction': {
    what: 'a processing instruction',
    write: (a: string) => `<message ${a}><?stage left?><body>Soft!</body></message>`,
    conditions: advised,
  },
  // Where these two stand they are not well-formed either, so that section 11.3 speaks of them too.
  'document-type': {
    what: 'a document type declaration',
    write: (a: string) => `<!DOCTYPE play [<!ENTITY light 'east'>]><message ${a}><body>Soft!</body></message>`,
    conditions: [...advised, 'not-well-formed'],
  },
  entity: {
    what: 'an entity reference',
    write: (a: string) => `<message ${a}><body>Soft! &light; breaks</body></message>`,
    conditions: [...advised, 'not-well-formed'],
  },
};

describe('Protection from harmful messages', '7(3)', () => {
  for (const [slug, { what, write, conditions }] of Object.entries(features)) {
    scenario(
      `closes the stream on ${what} and forwards nothing`,
      {
        id: `rfc6120.11.1.${slug}`,
        requirement: rfc6120.must(
          '11.1',
          'Comments, processing instructions, DTD subsets and entity references MUST close the stream with a stream error',
        ),
        covers: 'RFC6120-11.1-1',
        given: { romeo: online('senderServer'), juliet: online('recipientServer') },
        accountable: 'senderServer',
        fault: [goesOn, forwarded, advisory(rename([...advised, 'not-well-formed'], 'host-gone', 'romeo'))],
      },
      async ({ romeo, juliet }, story) => {
        const violation = await violate(romeo, juliet, write);

        expectClosed(violation);
        await fenceAgain(romeo, juliet);
        expect(juliet).not.to.have.received(violation.sent);
        await story.should(
          rfc6120.should('11.1', 'The stream error SHOULD be restricted-xml, although some send bad-format instead'),
          () => expect(streamErrorAt(romeo), 'the stream error').to.match(new RegExp(`<(${conditions.join('|')})`)),
        );
      },
    );
  }

  scenario(
    'opens no stream behind a document type declaration',
    {
      id: 'rfc6120.11.1.document-type-before-header',
      requirement: rfc6120.must('11.1', 'A document type declaration MUST close the stream with a stream error'),
      covers: 'RFC6120-11.1-1',
      given: { romeo: online('senderServer') },
      accountable: 'senderServer',
      fault: [
        drop('stream:stream'),
        amend('opens the stream in spite of it', 'stream:error', (error) => {
          error.name = 'stream:features';
        }),
      ],
      impact: 'none',
    },
    async ({ romeo }) => {
      const line = await dial(romeo, 'opened', `<!DOCTYPE play [<!ENTITY light 'east'>]>`);

      await expect(line).to.receive(streamEnd);
      const features = line.received({ what: 'stream features', matches: ({ name }) => name === 'stream:features' });
      expect(features.map(String), 'the features of the stream').to.deep.equal([]);
    },
  );
});
