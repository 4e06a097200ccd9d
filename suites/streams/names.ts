import {
  childElements,
  describe,
  type Element,
  expect,
  fresh,
  inject,
  localName,
  namespaceOf,
  ns,
  online,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { violate } from './violation.ts';

const rfc6120 = rfc(6120);

interface Trick {
  readonly what: string;
  readonly child: Element;
  /** As it is written, where that is not how the element shows itself. */
  readonly spelt?: string;
  /** What a careless server makes of this child in particular. */
  readonly misread?: Element;
}

/** Children whose names a careless reader or writer may turn into others. */
const tricks: Readonly<Record<string, Trick>> = {
  'line-feed': {
    what: 'a line feed',
    child: xml`<scene xmlns="urn:fedcheck:test&#10;jabber:client"/>`,
    spelt: `<scene xmlns='urn:fedcheck:test&#10;jabber:client'/>`,
  },
  bar: { what: 'a bar', child: xml`<scene xmlns="jabber:client|message"/>` },
  space: { what: 'a space', child: xml`<scene xmlns="jabber:client message"/>` },
  braces: { what: 'braces', child: xml`<scene xmlns="{jabber:client}message"/>` },
  'prefix-rebound': {
    what: 'a prefix that changes its meaning',
    child: xml`<p:scene xmlns:p="urn:fedcheck:a"><p:y xmlns:p="urn:fedcheck:b"/><p:z/></p:scene>`,
  },
  'default-rebound': {
    what: 'a default namespace that changes',
    child: xml`<scene xmlns="urn:fedcheck:a"><y xmlns="urn:fedcheck:b"><z/></y><message/></scene>`,
  },
  'none-inside': {
    what: 'no namespace inside an extension',
    child: xml`<scene xmlns="urn:fedcheck:a"><message xmlns=""/></scene>`,
    misread: xml`<scene xmlns="urn:fedcheck:a"><message/></scene>`,
  },
};

type Names = readonly [string, readonly Names[]];

/** An empty declaration takes an element out of every namespace. */
const scopeOf = (element: Element): string => (element.attrs.xmlns === '' ? '' : namespaceOf(element));

/** The expanded names of an element and its content. An attribute may lose a line feed to a space (XML 1.0, section 3.3.3). */
const namesOf = (element: Element): Names => [
  `{${scopeOf(element).replaceAll('\n', ' ').replace(ns.server, ns.client)}}${localName(element)}`,
  childElements(element).map(namesOf),
];

/** The message comes with another child; some servers refuse the true one. */
const arrivesWith = (child: Element) =>
  inject(
    `the message with ${child.toString()} in it`,
    'juliet',
    { sends: 'message', with: { type: 'chat' } },
    ({ attrs }) => {
      const { id, to } = attrs as Record<string, string>;
      return xml`<message to="${to}" id="${id}" type="chat">${child}</message>`;
    },
  );

describe('Protection from harmful messages', '7(3)', () => {
  for (const [slug, { what, child, spelt = child.toString(), misread }] of Object.entries(tricks)) {
    scenario(
      `keeps the meaning of names with ${what}`,
      {
        id: `rfc6120.8.4.names-with-${slug}`,
        requirement: rfc6120.must(
          '8.4',
          'A server routes or delivers extended content as it is, its names and namespaces with it',
        ),
        covers: 'SMUGGLE-2',
        given: { romeo: online('senderServer'), juliet: online('recipientServer') },
        accountable: 'both',
        fault: [
          arrivesWith(xml`<scene xmlns="jabber:client"/>`),
          arrivesWith(xml`<message xmlns="urn:fedcheck:a"/>`),
          ...(misread ? [arrivesWith(misread)] : []),
        ],
        impact: 'none',
      },
      async ({ romeo, juliet }, story) => {
        const about = fresh();
        const { sent, end } = await violate(
          romeo,
          juliet,
          (attributes) => `<message ${attributes}><subject>${about}</subject>${spelt}</message>`,
        );
        if (!romeo.connected) await romeo.comeOnline();
        await romeo.fence(juliet);

        const [received] = juliet.received(sent);
        story.saw(received ? 'delivered' : (end?.detail ?? 'refused'));
        const extension = received && childElements(received).find((one) => localName(one) === localName(child));
        if (received) expect(extension && namesOf(extension), 'the names inside').to.deep.equal(namesOf(child));
      },
    );
  }
});
