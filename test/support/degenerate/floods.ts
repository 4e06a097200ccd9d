import type { Guest } from './small-service.ts';
import { insteadOfMessage, type Spoiler } from './spoilers.ts';

/** Writes so many times what the client takes, until it is gone. Resolves with whether it took all. */
async function pour({ peer }: Guest, piece: string, times = Number.POSITIVE_INFINITY): Promise<boolean> {
  // Made once: it is the client that shall be busy.
  const bytes = Buffer.from(piece);
  try {
    for (let turn = 0; turn < times; turn += 1) await peer.writeAll(bytes);
    return true;
  } catch {
    return false;
  }
}

const flood = (piece: string, start = ''): Spoiler =>
  insteadOfMessage((guest) => {
    void pour(guest, piece);
    return [start];
  });

const many = (stanza: (number: number) => string): string =>
  Array.from({ length: 5000 }, (_, nth) => stanza(nth)).join('');

/** What B sends instead of a message, until it is cut off. */
export const floods: Readonly<Record<string, Spoiler>> = {
  'sends an element without end': flood('a'.repeat(1_000_000), '<message><body>'),
  'sends a stanza of 100 MB': insteadOfMessage((guest) => {
    void pour(guest, 'a'.repeat(1_000_000), 100).then((taken) => taken && guest.peer.write('</body></message>'));
    return ['<message><body>'];
  }),
  'sends children without end': flood('<a/>'.repeat(100_000), '<message>'),
  'sends white space without end': flood(' '.repeat(1_000_000)),
  'sends presence without end': flood(
    many((nth) => `<presence from='friend-${nth}@beta.example/x'><show>away</show><status>${nth}</status></presence>`),
  ),
  'sends requests without end': flood(
    many((nth) => `<iq type='get' id='i${nth}' from='beta.example'><ping xmlns='urn:xmpp:ping'/></iq>`),
  ),
  'sends giant messages without end': flood(
    `<message from='x@beta.example'><body>${'a'.repeat(15_000_000)}</body></message>`,
  ),
};
