import type { Result } from '../../reports/model/record.ts';
import { sampleRequirement, sampleResult } from './sample-result.ts';

const storedRequest: Partial<Result> = {
  scenario: 'rfc6121.3.1.3.stored-request-complete',
  title: 'delivers a stored contact request with everything that it carried',
  area: 'presence',
  feature: 'Contact requests',
  covers: ['RFC6121-3.1.3-5'],
  requirement: sampleRequirement({
    id: 'rfc6121.3.1.3',
    section: '3.1.3',
    sentence:
      'The contact’s server MUST keep a record of the complete presence stanza, including any extended content contained therein.',
  }),
};

const roomSubject: Partial<Result> = {
  scenario: 'xep0045.7.2.15.subject-last',
  title: 'sends the subject of a room after its history',
  area: 'muc',
  feature: 'Groups',
  article: '7(2)(b)(i)',
  covers: [],
  requirement: sampleRequirement({
    id: 'xep0045.7.2.15',
    specification: 'XEP-0045',
    version: '1.35.5',
    section: '7.2.15',
    anchor: 'enter-subject',
    sentence: 'After the room history the room sends its current subject.',
  }),
};

const existence: Partial<Result> = {
  scenario: 'rfc6121.13.existence-hidden',
  title: 'answers a stranger alike for an existing and an unknown account',
  area: 'presence',
  feature: 'Privacy of accounts',
  article: '7(8)',
  covers: [],
  requirement: sampleRequirement({
    id: 'rfc6121.13',
    section: '13',
    level: 'SHOULD NOT',
    sentence: 'A server should not reveal to strangers whether an account exists.',
  }),
};

const offline: Partial<Result> = {
  scenario: 'xep0160.3.offline-delivery',
  title: 'keeps a message for an offline user',
  area: 'offline',
  feature: 'Messages to someone offline',
  covers: [],
};

const lost = { name: 'the same story inside B', outcome: 'breaks', note: 'the name is lost there as well' } as const;

/** Results of all verdicts, most of them in both directions. */
export const sampleResults = (): Result[] => [
  sampleResult(),
  sampleResult({
    direction: 'B->A',
    outcome: 'delivered to all resources',
    remarks: [{ verdict: 'note', text: 'the answer carried an id of its own' }],
  }),
  sampleResult({
    ...storedRequest,
    verdict: 'fail',
    atFault: 'B',
    impact: 'degraded',
    reasonCode: 'wrong-content',
    durationMs: 561,
    expected: 'the request with its <nick/> child, as romeo sent it',
    actual: 'the request without <nick/>; only <status/> was kept',
    argument: 'The same story inside B loses the name, inside A it does not.',
    controls: [{ name: 'the same story inside A', outcome: 'holds', note: 'the name is kept' }, lost],
  }),
  sampleResult({ ...storedRequest, direction: 'B->A' }),
  sampleResult({
    ...existence,
    verdict: 'warn',
    atFault: 'B',
    impact: 'none',
    reasonCode: 'advice-not-followed',
    argument: 'Both answers came from beta.example.',
    expected: 'the same error for both addresses',
    actual: 'subscription-required for one, service-unavailable for the other',
    remarks: [
      {
        verdict: 'warn',
        requirement: sampleRequirement({ level: 'SHOULD', section: '13' }),
        text: 'the answers differ',
      },
    ],
  }),
  sampleResult({ ...existence, direction: 'B->A' }),
  sampleResult({
    ...roomSubject,
    verdict: 'inconclusive',
    atFault: 'undetermined',
    impact: 'blocking',
    reasonCode: 'missing-stanza',
    expected: 'romeo receives the subject of the room',
    actual: 'the fence arrived, the subject did not; no error came back',
    argument: 'Inside A and inside B it works; a reference server would decide.',
    controls: [
      { name: 'the same story inside A', outcome: 'holds', note: '' },
      { name: 'the same story inside B', outcome: 'holds', note: '' },
      { name: 'against a reference server', outcome: 'not-run', note: 'none is configured' },
    ],
  }),
  sampleResult({
    ...roomSubject,
    direction: 'B->A',
    verdict: 'fail',
    atFault: 'A',
    impact: 'degraded',
    reasonCode: 'missing-stanza',
    expected: 'romeo receives the subject of the room',
    actual: 'nothing but the fence arrived',
    argument: 'The room is on A alone.',
    known: 'XEP-0045 section 7.2.15: this version sends no empty subject',
  }),
  sampleResult({
    ...offline,
    verdict: 'refused',
    atFault: null,
    impact: null,
    reasonCode: 'refused',
    actual: 'the server declined: service-unavailable',
  }),
  sampleResult({
    ...offline,
    direction: 'B->A',
    verdict: 'error',
    atFault: 'tool',
    reasonCode: 'harness-error',
    actual: 'TypeError: a helper broke',
    argument: 'ours to mend',
  }),
  ...(['A->B', 'B->A'] as const).map((direction) =>
    sampleResult({
      scenario: 'rfc6120.13.12.large-stanza',
      direction,
      verdict: 'not-run',
      reasonCode: 'heavy',
      actual: 'needs --heavy',
      title: 'passes a message of 10 000 bytes',
      startedAt: null,
      durationMs: 0,
      exchange: [],
      evidence: [],
      requirement: sampleRequirement({
        id: 'rfc6120.13.12',
        specification: 'RFC 6120',
        section: '13.12',
        sentence: 'Stanzas of 10000 bytes are accepted.',
      }),
    }),
  ),
  sampleResult({
    scenario: 'xep0425.3.moderated-retraction',
    title: 'lets a moderator take a message back',
    area: 'muc',
    feature: 'Moderation',
    article: '7(9)',
    verdict: 'not-applicable',
    reasonCode: 'not-offered',
    actual: 'B does not offer urn:xmpp:message-moderate:1',
    exchange: [],
    requirement: sampleRequirement({
      id: 'xep0425.3',
      specification: 'XEP-0425',
      version: '0.3.0',
      section: '3',
      sentence: 'A moderator may retract a message.',
    }),
  }),
];
