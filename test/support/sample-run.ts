import type { Direction, Exchange, Requirement, Result, RunRecord, Side } from '../../reports/model/record.ts';

/** A record as a real run gives it: all verdicts, both directions, exchanges, controls, remarks, a known deviation. */

export const sampleRequirement = (over: Partial<Requirement> = {}): Requirement => ({
  id: 'rfc6121.8.5.2.1.1',
  specification: 'RFC 6121',
  version: '',
  section: '8.5.2.1.1',
  level: 'MUST',
  sentence: 'If the only available resource has a non-negative priority, the server MUST deliver the message to it.',
  ...over,
});

const stanza = (at: number, actor: string, side: Side, flow: Exchange['flow'], xml: string, mark?: Exchange['mark']): Exchange => ({
  at, actor, side, flow, xml, ...(mark === undefined ? {} : { mark }),
});

/** The exchange of a message with a payload that may be lost on the way, and the fence behind it. */
function exchange(direction: Direction, offending: boolean): Exchange[] {
  const [from, to]: readonly [Side, Side] = direction === 'A->B' ? ['A', 'B'] : ['B', 'A'];
  const [romeo, juliet] = direction === 'A->B'
    ? ['alice@alpha.example', 'bob@beta.example']
    : ['bob@beta.example', 'alice@alpha.example'];
  const nick = offending ? '' : '<nick xmlns="http://jabber.org/protocol/nick">Romeo</nick>';
  return [
    stanza(0, 'juliet', to, 'sent', `<presence type="unavailable" id="fc-1"/>`, 'setup'),
    stanza(
      38.2, 'romeo', from, 'sent',
      `<presence to="${juliet}" type="subscribe" id="fc-2"><status>Art thou there?</status><nick xmlns="http://jabber.org/protocol/nick">Romeo</nick></presence>`,
    ),
    stanza(512, 'juliet', to, 'sent', '<presence id="fc-3"/>'),
    stanza(
      553.4, 'juliet', to, 'received',
      `<presence from="${romeo}" to="${juliet}" type="subscribe" id="fc-2" xml:lang="en"><status>Art thou there?</status>${nick}</presence>`,
      offending ? 'offending' : 'expected',
    ),
    stanza(561, 'juliet', to, 'received', `<message from="${romeo}/balcony" to="${juliet}/orchard" id="fc-4"><fence xmlns="urn:fedcheck:fence" n="4"/></message>`, 'fence'),
  ];
}

/** One result; what is not given is that of a pass. */
export function sampleResult(over: Partial<Result> = {}): Result {
  const direction = over.direction ?? 'A->B';
  const scenario = over.scenario ?? 'rfc6121.8.5.2.1.1.remote-chat';
  return {
    scenario,
    title: 'delivers a chat message to the only available resource of a remote contact',
    area: 'federation',
    feature: 'Text messages',
    article: '7(2)(a)(i)',
    direction,
    verdict: 'pass',
    requirement: sampleRequirement(),
    accountable: { party: 'recipientServer', domain: direction === 'A->B' ? 'beta.example' : 'alpha.example' },
    atFault: null,
    argument: '',
    controls: [],
    reasonCode: '',
    outcome: '',
    expected: '',
    actual: '',
    impact: null,
    remarks: [],
    startedAt: '2026-11-18T14:02:14.000Z',
    durationMs: 31.4,
    roundTrips: 2,
    exchange: exchange(direction, over.verdict === 'fail'),
    evidence: [{ path: `transcripts/${scenario}.${direction.replace('->', '-')}.xml`, lines: [14, 39] }],
    ...over,
  };
}

const storedRequest: Partial<Result> = {
  scenario: 'rfc6121.3.1.3.stored-request-complete',
  title: 'delivers a stored contact request with everything that it carried',
  area: 'presence',
  feature: 'Contact requests',
  requirement: sampleRequirement({
    id: 'rfc6121.3.1.3', section: '3.1.3',
    sentence: 'The contact’s server MUST keep a record of the complete presence stanza, including any extended content contained therein.',
  }),
};

const roomSubject: Partial<Result> = {
  scenario: 'xep0045.7.2.15.subject-last',
  title: 'sends the subject of a room after its history',
  area: 'muc',
  feature: 'Groups',
  article: '7(2)(b)(i)',
  requirement: sampleRequirement({
    id: 'xep0045.7.2.15', specification: 'XEP-0045', version: '1.35.5', section: '7.2.15', anchor: 'enter-subject',
    sentence: 'After the room history the room sends its current subject.',
  }),
};

const existence: Partial<Result> = {
  scenario: 'rfc6121.13.existence-hidden',
  title: 'answers a stranger alike for an existing and an unknown account',
  area: 'presence',
  feature: 'Privacy of accounts',
  article: '7(8)',
  requirement: sampleRequirement({
    id: 'rfc6121.13', section: '13', level: 'SHOULD NOT', sentence: 'A server should not reveal to strangers whether an account exists.',
  }),
};

const offline: Partial<Result> = {
  scenario: 'xep0160.3.offline-delivery', title: 'keeps a message for an offline user', area: 'offline', feature: 'Messages to someone offline',
};

const lost = { name: 'the same story inside B', outcome: 'breaks', note: 'the name is lost there as well' } as const;

/** Results of all verdicts, most of them in both directions. */
export const sampleResults = (): Result[] => [
  sampleResult(),
  sampleResult({ direction: 'B->A', outcome: 'delivered to all resources', remarks: [{ verdict: 'note', text: 'the answer carried an id of its own' }] }),
  sampleResult({
    ...storedRequest, verdict: 'fail', atFault: 'B', impact: 'degraded', reasonCode: 'wrong-content', durationMs: 561,
    expected: 'the request with its <nick/> child, as romeo sent it',
    actual: 'the request without <nick/>; only <status/> was kept',
    argument: 'The same story inside B loses the name, inside A it does not.',
    controls: [{ name: 'the same story inside A', outcome: 'holds', note: 'the name is kept' }, lost],
  }),
  sampleResult({ ...storedRequest, direction: 'B->A' }),
  sampleResult({
    ...existence, verdict: 'warn', atFault: 'B', impact: 'none', reasonCode: 'advice-not-followed', argument: 'Both answers came from beta.example.',
    expected: 'the same error for both addresses', actual: 'subscription-required for one, service-unavailable for the other',
    remarks: [{ verdict: 'warn', requirement: sampleRequirement({ level: 'SHOULD', section: '13' }), text: 'the answers differ' }],
  }),
  sampleResult({ ...existence, direction: 'B->A' }),
  sampleResult({
    ...roomSubject, verdict: 'inconclusive', atFault: 'undetermined', impact: 'blocking', reasonCode: 'missing-stanza',
    expected: 'romeo receives the subject of the room', actual: 'the fence arrived, the subject did not; no error came back',
    argument: 'Inside A and inside B it works; a reference server would decide.',
    controls: [
      { name: 'the same story inside A', outcome: 'holds', note: '' }, { name: 'the same story inside B', outcome: 'holds', note: '' },
      { name: 'against a reference server', outcome: 'not-run', note: 'none is configured' },
    ],
  }),
  sampleResult({
    ...roomSubject, direction: 'B->A', verdict: 'fail', atFault: 'A', impact: 'degraded', reasonCode: 'missing-stanza',
    expected: 'romeo receives the subject of the room', actual: 'nothing but the fence arrived', argument: 'The room is on A alone.',
    known: 'XEP-0045 section 7.2.15: this version sends no empty subject',
  }),
  sampleResult({ ...offline, verdict: 'refused', atFault: null, impact: null, reasonCode: 'refused', actual: 'the server declined: service-unavailable' }),
  sampleResult({ ...offline, direction: 'B->A', verdict: 'error', atFault: 'tool', reasonCode: 'harness-error', actual: 'TypeError: a helper broke', argument: 'ours to mend' }),
  ...(['A->B', 'B->A'] as const).map((direction) => sampleResult({
    scenario: 'rfc6120.13.12.large-stanza', direction, verdict: 'not-run', reasonCode: 'heavy', actual: 'needs --heavy',
    title: 'passes a message of 10 000 bytes', startedAt: null, durationMs: 0, exchange: [], evidence: [],
    requirement: sampleRequirement({ id: 'rfc6120.13.12', specification: 'RFC 6120', section: '13.12', sentence: 'Stanzas of 10000 bytes are accepted.' }),
  })),
  sampleResult({
    scenario: 'xep0425.3.moderated-retraction', title: 'lets a moderator take a message back', area: 'muc', feature: 'Moderation', article: '7(9)',
    verdict: 'not-applicable', reasonCode: 'not-offered', actual: 'B does not offer urn:xmpp:message-moderate:1', exchange: [],
    requirement: sampleRequirement({ id: 'xep0425.3', specification: 'XEP-0425', version: '0.3.0', section: '3', sentence: 'A moderator may retract a message.' }),
  }),
];

/** The whole record. */
export const sampleRun = (over: Partial<RunRecord> = {}): RunRecord => ({
  schema: 'urn:fedcheck:run:1',
  id: '2026-11-18T140211Z-7f3c',
  fedcheck: '0.1.0',
  ruleset: { version: '2026.11', digest: 'sha256:9c1e0d40b7' },
  startedAt: '2026-11-18T14:02:11.000Z',
  finishedAt: '2026-11-18T14:05:52.000Z',
  partial: false,
  filtered: false,
  stopped: '',
  command: 'fedcheck run --config plan.yaml',
  targets: {
    a: {
      domain: 'alpha.example', account: 'alice@alpha.example', software: 'Prosody 0.12.3', roundTripMs: 2.1, tls: 'TLSv1.3, certificate valid',
      address: '127.0.0.1:5222', features: ['urn:xmpp:ping', 'urn:xmpp:blocking'], mucService: 'rooms.alpha.example',
    },
    b: {
      domain: 'beta.example', account: 'bob@beta.example', software: 'ejabberd 23.01', roundTripMs: 2.8, tls: 'TLSv1.3, certificate valid',
      address: '127.0.0.1:5322', features: ['urn:xmpp:ping'], mucService: null,
    },
  },
  lanes: 1,
  floorMs: 812,
  cleanup: [],
  results: sampleResults(),
  ...over,
});
