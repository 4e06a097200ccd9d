import type { KillCell, KillFault, KillMatrix } from '../../reports/model/kill-matrix.ts';

/** A fault of Prosody that strips a child; `over` for the rest. */
export const sampleFault = (over: Partial<KillFault> = {}): KillFault => ({
  name: 'offline-without-delay',
  source: 'prosody',
  sentence: 'A message from offline storage does not say when it was sent.',
  rule: 'XEP-0160 section 3',
  ...over,
});

/** A kill of it, with the faulty server as A; `over` for the rest. */
export const sampleCell = (over: Partial<KillCell> = {}): KillCell => ({
  fault: 'offline-without-delay',
  on: 'A',
  scenario: 'rfc6121.8.5.2.2.1.offline-delay',
  area: 'offline',
  direction: 'B->A',
  outcome: 'killed',
  wanted: { verdict: 'fail', reason: 'wrong-content', atFault: 'A' },
  seen: {
    verdict: 'fail',
    reason: 'wrong-content',
    atFault: 'A',
    argument: 'The same story inside A breaks as well, and inside B it holds.',
    actual: 'the message without <delay xmlns="urn:xmpp:delay"/>',
  },
  note: '',
  ...over,
});

const survivor = {
  outcome: 'survived',
  seen: { verdict: 'pass', reason: '', atFault: null, argument: '', actual: '' },
  note: 'it ended in pass (A->B) and pass (B->A)',
} as const satisfies Partial<KillCell>;

const wire = (number: number, sentence: string): KillFault => ({
  name: `rfc6121.8.5.2.1.1.remote-chat ${String(number)}`,
  source: 'wire',
  sentence,
  rule: 'RFC 6121 section 8.5.2.1.1',
});

const onWire = (number: number, over: Partial<KillCell> = {}): KillCell =>
  sampleCell({
    fault: wire(number, '').name,
    on: null,
    scenario: 'rfc6121.8.5.2.1.1.remote-chat',
    area: 'messages',
    direction: 'A->B',
    wanted: { verdict: 'fail', reason: 'missing-stanza', atFault: null },
    seen: {
      verdict: 'fail',
      reason: 'missing-stanza',
      atFault: 'undetermined',
      argument: 'The tool spoilt the stream itself.',
      actual: 'nothing came before the fence',
    },
    ...over,
  });

/** A matrix as a real self-test gives it: every source, every outcome, and a fault that was not played as B. */
export const sampleKillMatrix = (over: Partial<KillMatrix> = {}): KillMatrix => ({
  schema: 'urn:fedcheck:kill-matrix:1',
  fedcheck: '0.5.0',
  startedAt: '2026-11-23T04:02:11.000Z',
  finishedAt: '2026-11-23T04:09:40.000Z',
  partial: false,
  ok: false,
  faults: [
    sampleFault(),
    sampleFault({
      name: 'muc-nick-shared',
      sentence: 'Two people may have the same nickname in a room.',
      rule: 'XEP-0045 section 7.2.8',
    }),
    sampleFault({
      name: 'presence-leak',
      sentence: 'Strangers learn who is online by a probe.',
      rule: 'RFC 6121 section 4.3.2',
    }),
    sampleFault({
      name: 'roster-push-lost',
      sentence: 'Only the first resource hears that the roster has changed.',
      rule: 'RFC 6121 section 2.1.6',
    }),
    sampleFault({
      name: 'blocking-fails-open',
      source: 'ejabberd',
      sentence: 'Blocked people can still send messages once the list is longer than one entry.',
      rule: 'XEP-0191 section 3.3',
    }),
    sampleFault({
      name: 'offline-without-delay with blocking-fails-open',
      source: 'pair',
      sentence: 'A: offline-without-delay; B: blocking-fails-open',
      rule: 'XEP-0160 section 3; XEP-0191 section 3.3',
    }),
    wire(1, 'drops <message type="chat"> on the way to juliet'),
    wire(2, 'strips the id of <message>'),
  ],
  cells: [
    sampleCell(),
    sampleCell({ on: 'B', direction: 'A->B', seen: { ...sampleCell().seen, atFault: 'B' } }),
    ...(['A', 'B'] as const).map((on) =>
      sampleCell({
        ...survivor,
        fault: 'muc-nick-shared',
        scenario: 'xep0045.7.2.8.nickname-conflict',
        area: 'muc',
        on,
      }),
    ),
    sampleCell({
      fault: 'presence-leak',
      scenario: 'rfc6121.4.3.2.probe-by-stranger',
      area: 'privacy',
      outcome: 'other-reason',
      wanted: { verdict: 'fail', reason: 'forbidden-stanza', atFault: 'A' },
      seen: { ...sampleCell().seen, reason: 'missing-stanza', actual: 'no answer to the probe' },
      note: 'it failed, but not for the reason that the fault gives',
    }),
    sampleCell({
      fault: 'presence-leak',
      scenario: 'rfc6121.4.3.2.probe-by-stranger',
      area: 'privacy',
      on: 'B',
      wanted: null,
      outcome: 'blamed-wrongly',
      note: 'the server that is blamed has no fault, or not that one',
    }),
    sampleCell({ fault: 'roster-push-lost', scenario: 'rfc6121.2.1.6.push-to-all', area: 'roster' }),
    ...(['A', 'B'] as const).map((on) =>
      sampleCell({
        fault: 'blocking-fails-open',
        scenario: 'xep0191.3.3.blocked-message',
        area: 'privacy',
        on,
        direction: on === 'A' ? 'B->A' : 'A->B',
        wanted: { verdict: 'fail', reason: 'forbidden-stanza', atFault: on },
        seen: { ...sampleCell().seen, atFault: on, reason: 'forbidden-stanza', actual: 'the message came' },
      }),
    ),
    sampleCell({
      fault: 'blocking-fails-open',
      scenario: 'rfc6121.8.5.2.1.1.remote-chat',
      area: 'messages',
      wanted: null,
      outcome: 'unexpected',
      seen: { ...sampleCell().seen, verdict: 'error', reason: 'harness', actual: 'the stream was closed' },
      note: 'the fault does not say that this breaks',
    }),
    sampleCell({ fault: 'offline-without-delay with blocking-fails-open', on: 'both' }),
    sampleCell({
      fault: 'offline-without-delay with blocking-fails-open',
      on: 'both',
      scenario: 'xep0191.3.3.blocked-message',
      area: 'privacy',
      seen: { ...sampleCell().seen, atFault: 'B' },
    }),
    onWire(1),
    onWire(1, { direction: 'B->A', note: 'fail when clean as well; the other direction proves the fault' }),
    onWire(2),
    onWire(2, { ...survivor, direction: 'B->A' }),
  ],
  ...over,
});

const areas = 'archive connection federation groups invariants messages muc offline parity presence'
  .concat(' privacy profile roster services streams subscriptions')
  .split(' ');
const pick = <T>(from: readonly T[], index: number): T => from[index % from.length] as T;

/** As large as the real one: 100 faulty servers, 10 pairs, 1850 faults on the wire, all of them killed. */
export function largeKillMatrix(): KillMatrix {
  const servers = Array.from({ length: 110 }, (_, index) => {
    const source = index < 85 ? 'prosody' : index < 100 ? 'ejabberd' : 'pair';
    return sampleFault({ name: `fault-of-${pick(areas, index)}-${String(index)}`, source });
  });
  const stories = Array.from({ length: 1850 }, (_, index) => ({
    ...wire(index, `strips <delay xmlns="urn:xmpp:delay"> number ${String(index)} on the way to juliet`),
    scenario: `xep0045.7.2.${String(index % 500)}.some-story-of-a-room`,
  }));
  const served = servers.flatMap(({ name, source }, index) =>
    (['A', 'B'] as const).flatMap((on) =>
      [index, index * 7 + 3].map((place) =>
        sampleCell({ fault: name, on: source === 'pair' ? 'both' : on, area: pick(areas, place) }),
      ),
    ),
  );
  const wired = stories.flatMap(({ name, scenario }, index) =>
    (['A->B', 'B->A'] as const).map((direction) =>
      sampleCell({ fault: name, on: null, direction, scenario, area: pick(areas, index % 500) }),
    ),
  );
  const faults = [...servers, ...stories.map(({ name, source, sentence, rule }) => ({ name, source, sentence, rule }))];
  return sampleKillMatrix({ faults, cells: [...served, ...wired], ok: true });
}

/** The sample with every free text replaced; the name of a fault by the same text wherever it stands. */
export function spoiltKillMatrix(text: (original: string) => string): KillMatrix {
  const { faults, cells, ...rest } = sampleKillMatrix();
  const names = new Map(faults.map(({ name }) => [name, text(name)]));
  return {
    ...rest,
    fedcheck: text(rest.fedcheck),
    startedAt: text(rest.startedAt),
    finishedAt: text(rest.finishedAt),
    faults: faults.map(({ name, source, sentence, rule }) => ({
      name: names.get(name) ?? '',
      source,
      sentence: text(sentence),
      rule: text(rule),
    })),
    cells: cells.map((cell) => ({
      ...cell,
      fault: names.get(cell.fault) ?? '',
      scenario: text(cell.scenario),
      area: text(cell.area),
      note: text(cell.note),
      wanted: cell.wanted && { ...cell.wanted, reason: text(cell.wanted.reason) },
      seen: {
        ...cell.seen,
        reason: text(cell.seen.reason),
        atFault: cell.seen.atFault === null ? null : text(cell.seen.atFault),
        argument: text(cell.seen.argument),
        actual: text(cell.seen.actual),
      },
    })),
  };
}
