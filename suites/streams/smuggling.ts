import {
  describe,
  type Element,
  expect,
  fresh,
  inject,
  online,
  rfc,
  scenario,
  type Sent,
  type Session,
  xml,
} from '../../runners/index.ts';
import { firstLevelBetween } from './first-level.ts';
import { violate } from './violation.ts';

const rfc6120 = rfc(6120);

/** A stanza that a confused server might find inside another one. */
const inner = (to: string, id: string, namespace = 'jabber:client'): string =>
  `<message xmlns='${namespace}' from='admin@${to.split('@')[1] ?? ''}' to='${to}' id='${id}'><body>Poison</body></message>`;

const asText = (markup: string): string => markup.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

interface Trick {
  readonly what: string;
  /** The content of the outer message; `hidden` is the stanza that must stay where it is. */
  readonly content: (hidden: string, to: string, id: string) => string;
}

/** Two parsers that disagree about where a stanza ends let one stanza become two. */
const tricks: Readonly<Record<string, Trick>> = {
  'stanza-in-stanza': { what: 'a stanza inside a stanza', content: (hidden) => hidden },
  'stanza-in-extension': {
    what: 'a stanza inside an extension element',
    content: (hidden) => `<box xmlns='urn:fedcheck:test'>${hidden}</box>`,
  },
  'server-stanza-in-stanza': {
    what: 'a stanza of the server-to-server namespace inside a stanza',
    content: (_hidden, to, id) => inner(to, id, 'jabber:server'),
  },
  'stanza-of-no-namespace': {
    what: 'a stanza of no namespace inside a stanza',
    content: (_hidden, to, id) => inner(to, id, ''),
  },
  'stream-header': {
    what: 'a stream header inside a stanza',
    content: (hidden) =>
      `<stream:stream xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:client' version='1.0'>${hidden}</stream:stream>`,
  },
  'stream-error': {
    what: 'a stream error inside a stanza',
    content: () =>
      `<stream:error xmlns:stream='http://etherx.jabber.org/streams'><host-gone xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>`,
  },
  'stream-features': {
    what: 'stream features inside a stanza',
    content: () => `<stream:features xmlns:stream='http://etherx.jabber.org/streams'/>`,
  },
  'forwarded-stanza': {
    what: 'a forwarded stanza of an administrator',
    content: (hidden) => `<forwarded xmlns='urn:xmpp:forward:0'>${hidden}</forwarded>`,
  },
  'prefixed-stanza-inside': {
    what: 'a prefixed stanza inside a stanza',
    content: (_hidden, to, id) =>
      `<c:message xmlns:c='jabber:client' to='${to}' id='${id}'><c:body>Poison</c:body></c:message>`,
  },
  'stream-prefix-rebound': {
    what: 'an element that gives the prefix of streams another meaning',
    content: () => `<stream:error xmlns:stream='urn:fedcheck:test'/>`,
  },
  'closing-tags-as-text': {
    what: 'closing tags as text',
    content: (hidden) => `<body>${asText(`</body></message></stream:stream><?xml version='1.0'?>${hidden}`)}</body>`,
  },
  'closing-tags-in-attribute': {
    what: 'closing tags in an attribute',
    content: (hidden) => `<box xmlns='urn:fedcheck:test' of="${asText(`'/></box></message>${hidden}`)}"/>`,
  },
  'closing-tags-in-cdata': {
    what: 'closing tags in a CDATA section',
    content: (hidden) => `<body><![CDATA[</body></message>${hidden}]]></body>`,
  },
  'line-feed-in-namespace': {
    what: 'a line feed in a namespace name',
    content: () => `<message xmlns='urn:fedcheck:test&#10;jabber:client'/>`,
  },
  'separators-in-namespace': {
    what: 'separators in a namespace name',
    content: () => `<t:x xmlns:t='jabber:client message|urn:fedcheck:test'/>`,
  },
};

/** No server understands it, so that none may alter the stanza that holds it (section 8.4). */
const unknown = `<scene xmlns='urn:fedcheck:test'/>`;

/** Stands before and behind what is sent in between, on the same path. */
const marker = ({ fullJid }: Session): Element =>
  xml`<message to="${fullJid}" id="${fresh()}"><marker xmlns="urn:fedcheck:test"/></message>`;

/**
 * What can have come out of the stanza that was sent: no trick holds a request or presence, which servers send of themselves,
 * and what got out has the sender that it was given, or the true one, or none.
 */
const outOf = (known: readonly Sent[], hiddenId: string, from: Session, to: Session) => ({
  what: 'a second stanza out of the one that was sent',
  matches: ({ name, attrs }: Element): boolean =>
    attrs.id === hiddenId ||
    name.startsWith('stream:') ||
    (!known.some(({ id }) => id === attrs.id) &&
      !['iq', 'presence'].includes(name) &&
      [undefined, from.fullJid, from.bareJid, `admin@${to.domain}`].includes(attrs.from as string | undefined)),
});

describe('Protection from harmful messages', '7(3)', () => {
  for (const [slug, { what, content }] of Object.entries(tricks)) {
    scenario(
      `leaves ${what} inert: one stanza arrives at most`,
      {
        id: `rfc6120.8.4.${slug}`,
        requirement: rfc6120.must(
          '8.4',
          'A stanza with a child that a server does not understand is routed and delivered unmodified: nothing in it becomes another',
        ),
        covers: ['SMUGGLE-1'],
        given: { romeo: online('senderServer'), juliet: online('recipientServer') },
        accountable: 'both',
        fault: [
          inject('the inner stanza', 'juliet', { sends: 'message', with: { type: 'chat' } }, ({ attrs }) => {
            const { id, to } = attrs as Record<string, string>;
            return xml`<message from="admin@${to?.split('@')[1]}" to="${to}" id="${id}-hidden"><body>Poison</body></message>`;
          }),
          inject(
            'the inner stanza without its addresses',
            'juliet',
            { sends: 'message', with: { type: 'chat' } },
            () => xml`<message/>`,
          ),
          inject(
            'a stream error',
            'juliet',
            { sends: 'message', with: { type: 'chat' } },
            () => xml`
            <stream:error xmlns:stream="http://etherx.jabber.org/streams"/>`,
          ),
        ],
      },
      async ({ romeo, juliet }, story) => {
        const hiddenId = `${fresh()}-hidden`;
        const before = await romeo.send(marker(juliet));
        await juliet.receive(before);
        const { sent, end } = await violate(romeo, juliet, (attributes) => {
          const hidden = inner(juliet.bareJid, hiddenId);
          return `<message ${attributes}>${content(hidden, juliet.bareJid, hiddenId)}${unknown}</message>`;
        });
        if (!romeo.connected) await romeo.comeOnline();
        const after = await romeo.send(marker(juliet));
        // A stream error that came through takes juliet's stream and the marker with it, and must not be overlooked for that.
        const fenced = await juliet.receive(after).then(
          () => true,
          () => false,
        );

        const other = outOf([before, sent, after], hiddenId, romeo, juliet);
        expect(juliet).not.to.have.received(other);
        const raw = firstLevelBetween(juliet.transcript.frames, before.id, after.id);
        expect(raw.filter((tag) => other.matches(tag)).map(String), 'what else came on the raw stream').to.deep.equal(
          [],
        );
        if (!fenced) story.inconclusive('the marker was lost');
        story.saw(end ? `refused: ${end.detail}` : juliet.received(sent).length > 0 ? 'delivered' : 'ignored');
      },
    );
  }
});
