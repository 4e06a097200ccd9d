import { plumbingId } from '../session/plumbing.ts';
import { xml } from '../stanza/element.ts';
import { ns } from '../stanza/namespaces.ts';
import type { Stream } from '../transport/stream.ts';
import { type Finding, ok, problem } from './finding.ts';

/**
 * Sends one message from a stream to the full JID of another and waits for it to arrive. It is neither stored nor copied.
 * What comes back instead, such as an error, is told.
 */
export async function firstStanza(from: Stream, to: Stream, label: string, deadlineMs: number): Promise<Finding> {
  const what = `stanza ${label}`;
  const id = plumbingId();
  const began = performance.now();
  const remedy =
    'Check that both servers federate: SRV records for _xmpp-server, port 5269, and certificates that the other side trusts.';
  const { onElement: before } = to;
  const { onElement: beforeFrom } = from;
  let timer: NodeJS.Timeout | undefined;
  const outcome = new Promise<Finding>((settle) => {
    timer = setTimeout(
      () => settle(problem(what, `nothing arrived within ${String(deadlineMs)} ms, and no error came back`, remedy)),
      deadlineMs,
    );
    to.onElement = (element) => {
      if (element.attrs.id === id) settle(ok(what, `arrived after ${(performance.now() - began).toFixed(0)} ms`));
      else before(element);
    };
    from.onElement = (element) => {
      if (element.attrs.id !== id) beforeFrom(element);
      else
        settle(
          problem(
            what,
            `came back as an error: ${conditionOf(
              element
                .getChild('error')
                ?.getChildElements()
                .map(({ name }) => name),
            )}`,
            remedy,
          ),
        );
    };
  });
  try {
    await from.write(
      xml`<message to="${to.fullJid}" id="${id}"><fence xmlns="${ns.fence}"/><no-store xmlns="${ns.hints}"/><no-copy xmlns="${ns.hints}"/></message>`.toString(),
    );
    return await outcome;
  } finally {
    clearTimeout(timer);
    to.onElement = before;
    from.onElement = beforeFrom;
  }
}

const conditionOf = (names: readonly string[] | undefined): string =>
  names?.find((name) => name !== 'text') ?? 'no condition given';
