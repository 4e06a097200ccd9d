import {
  advisory,
  anyOf,
  describe,
  expect,
  inject,
  localName,
  online,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { fenceAgain, forwarded, violate } from './violation.ts';

const rfc6120 = rfc(6120);

const illFormed: Readonly<Record<string, { what: string; write: (attributes: string) => string }>> = {
  'undeclared-prefix': {
    what: 'a prefix that is not declared',
    write: (a) => `<message ${a}><body>Soft!</body><q:light/></message>`,
  },
  'same-attribute-twice': {
    what: 'two attributes that are one after expansion',
    write: (a) =>
      `<message ${a}><body>Soft!</body><light xmlns='urn:fedcheck:a' xmlns:p='urn:fedcheck:b' xmlns:q='urn:fedcheck:b' p:x='1' q:x='2'/></message>`,
  },
  'prefix-unbound': {
    what: 'a prefix that is bound to nothing',
    write: (a) => `<message ${a}><body>Soft!</body><p:light xmlns:p=''/></message>`,
  },
};

const notStanzas: Readonly<Record<string, { what: string; write: (attributes: string) => string; disputed?: true }>> = {
  'message-of-another-namespace': {
    what: 'a message element of another namespace',
    write: (a) => `<message xmlns='urn:fedcheck:test' ${a}><body>Soft!</body></message>`,
  },
  'prefixed-message-of-another-namespace': {
    what: 'a prefixed message element of another namespace',
    write: (a) => `<t:message xmlns:t='urn:fedcheck:test' ${a}><body>Soft!</body></t:message>`,
  },
  'unknown-element': {
    what: 'an element that is no stanza',
    write: (a) => `<light xmlns='urn:fedcheck:test' ${a}><body>Soft!</body></light>`,
  },
  'message-of-the-server-namespace': {
    what: 'a message of the namespace that only servers use between them',
    write: (a) => `<message xmlns='jabber:server' ${a}><body>Soft!</body></message>`,
    disputed: true,
  },
};

/** "A stanza is a first-level element [...] whose qualifying namespace is 'jabber:client' or 'jabber:server'" (section 4.1). */
const disputedRule = rfc6120.mustNot(
  '4.8.4',
  'What a client sends in the namespace of servers is not routed (graded as a warning: by section 4.1 it is a stanza)',
);

describe('Protection from harmful messages', '7(3)', () => {
  for (const [slug, { what, write }] of Object.entries(illFormed)) {
    scenario(
      `does not route ${what}`,
      {
        id: `rfc6120.11.3.${slug}`,
        requirement: rfc6120.mustNot(
          '11.3',
          'A server MUST NOT route or deliver data that is not namespace-well-formed',
        ),
        covers: 'RFC6120-11.3-3',
        given: { romeo: online('senderServer'), juliet: online('recipientServer') },
        accountable: 'senderServer',
        fault: forwarded,
      },
      async ({ romeo, juliet }, story) => {
        const { sent, end } = await violate(romeo, juliet, write);

        story.saw(end?.reason ?? 'the stream stayed open');
        await fenceAgain(romeo, juliet);
        expect(juliet).not.to.have.received(sent);
      },
    );
  }

  for (const [slug, { what, write, disputed }] of Object.entries(notStanzas)) {
    scenario(
      `does not route ${what}`,
      {
        id: `rfc6120.4.8.4.${slug}`,
        requirement: rfc6120.mustNot(
          '4.8.4',
          'A server MUST NOT route first-level data of another namespace that is addressed to somebody else',
        ),
        covers: 'RFC6120-4.8.4-1',
        given: { romeo: online('senderServer'), juliet: online('recipientServer') },
        accountable: 'senderServer',
        fault: [
          forwarded,
          inject('the element', 'juliet', { sends: 'message' }, ({ attrs }) => xml`<light id="${attrs.id}"/>`),
        ].map((fault) => (disputed ? advisory(fault) : fault)),
      },
      async ({ romeo, juliet }, story) => {
        const { sent, end } = await violate(romeo, juliet, write);

        story.saw(end?.reason ?? 'ignored');
        await fenceAgain(romeo, juliet);
        const { id } = sent;
        const element = { what: 'the element itself', matches: ({ attrs }: typeof sent.stanza) => attrs.id === id };
        const forbidden = anyOf(sent, element);
        if (disputed)
          await story.should(disputedRule, () => expect(juliet.received(forbidden).map(String)).to.deep.equal([]));
        else expect(juliet).not.to.have.received(forbidden);
      },
    );
  }

  scenario(
    'does not pass on the prefix of a stanza that has one',
    {
      id: 'rfc6120.4.8.5.prefixed-stanza',
      requirement: rfc6120.mustNot(
        '4.8.5',
        'A server MUST NOT route prefixed elements of the content namespace without first correcting the error',
      ),
      covers: 'SMUGGLE-2',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'both',
      fault: inject('the prefixed stanza', 'juliet', { sends: 'message' }, ({ attrs }) => {
        const { id, to } = attrs as Record<string, string>;
        return xml`<c:message xmlns:c="jabber:client" to="${to}" id="${id}"><c:body>Soft!</c:body></c:message>`;
      }),
    },
    async ({ romeo, juliet }, story) => {
      const { sent, end } = await violate(
        romeo,
        juliet,
        (a) => `<c:message xmlns:c='jabber:client' ${a}><c:body>Soft!</c:body></c:message>`,
      );

      await fenceAgain(romeo, juliet);
      story.saw(end?.reason ?? (juliet.received(sent).length > 0 ? 'corrected' : 'ignored'));
      expect(juliet).not.to.have.received({
        what: 'the prefixed stanza',
        matches: (stanza) => stanza.attrs.id === sent.id && stanza.name !== localName(stanza),
      });
    },
  );
});
