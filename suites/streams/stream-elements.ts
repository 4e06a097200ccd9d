import {
  anyOf,
  describe,
  type Element,
  expect,
  inject,
  leak,
  ns,
  online,
  rfc,
  scenario,
  xml,
} from '../../runners/index.ts';
import { fenceAgain, violate } from './violation.ts';

const rfc6120 = rfc(6120);

const elements: Readonly<Record<string, string>> = {
  error: `<stream:error %><host-gone xmlns='${ns.streams}'/></stream:error>`,
  features: `<stream:features %><starttls xmlns='${ns.tls}'/></stream:features>`,
};

const ofTheStream = {
  what: 'an element of the stream itself',
  matches: ({ name }: Element): boolean => name.startsWith('stream:'),
};

describe('Protection from harmful messages', '7(3)', () => {
  for (const [name, spelt] of Object.entries(elements)) {
    scenario(
      `passes on no stream ${name} that a client sends`,
      {
        id: `rfc6120.4.8.4.stream-${name}-of-client`,
        requirement: rfc6120.mustNot(
          '4.8.4',
          'A server MUST NOT route to others what is not qualified by the content namespace',
        ),
        covers: 'SMUGGLE-3',
        given: { romeo: online('senderServer'), juliet: online('recipientServer') },
        accountable: 'senderServer',
        fault: [
          leak('message', 'juliet'),
          inject('the element', 'juliet', { sends: 'message' }, () => {
            const element = xml`<stream:x xmlns:stream="${ns.stream}"/>`;
            element.name = `stream:${name}`;
            return element;
          }),
        ],
      },
      async ({ romeo, juliet }, story) => {
        const { sent, end } = await violate(romeo, juliet, (attributes) => spelt.replace('%', attributes));
        story.saw(end?.reason ?? 'ignored');

        await fenceAgain(romeo, juliet);
        expect(juliet).not.to.have.received(anyOf(sent, ofTheStream));
      },
    );
  }
});
