import type { Direction, Result, RunRecord, Target, Verdict } from '../../reports/model/record.ts';

const target = (domain: string, account: string): Target => ({
  domain,
  account,
  software: 'Server 1.0',
  roundTripMs: 2,
  tls: 'TLS 1.3',
  address: '127.0.0.1:5222',
  features: [],
  mucService: null,
});

/** A result for tests. */
export const sampleResult = (scenario: string, direction: Direction, verdict: Verdict): Result => ({
  scenario,
  direction,
  verdict,
  title: 'delivers a message',
  area: 'messages',
  feature: 'Text',
  article: '7(2)(a)(i)',
  requirement: {
    id: 'rfc6121.8',
    specification: 'RFC 6121',
    version: '',
    section: '8',
    level: 'MUST',
    sentence: 'deliver',
  },
  covers: [],
  accountable: { party: 'recipientServer', domain: 'beta.example' },
  atFault: null,
  argument: '',
  controls: [],
  reasonCode: verdict === 'not-run' ? 'not-reached' : '',
  outcome: '',
  expected: '',
  actual: '',
  impact: null,
  remarks: [],
  measures: [],
  startedAt: null,
  durationMs: 12,
  roundTrips: 1,
  exchange: [],
  evidence: [],
});

/** The record of a run as it stands when nothing was found yet. */
export const sampleRun = (): RunRecord => ({
  schema: 'urn:fedcheck:run:1',
  id: '2026-11-18T140211Z-7f3c',
  fedcheck: '0.1.0',
  ruleset: { version: '2026.11', digest: 'sha256:0' },
  startedAt: '2026-11-18T14:02:11.000Z',
  finishedAt: null,
  partial: true,
  filtered: false,
  stopped: '',
  command: 'fedcheck lab run',
  targets: { a: target('alpha.example', 'alice@alpha.example'), b: target('beta.example', 'bob@beta.example') },
  lanes: 1,
  floorMs: 0,
  cleanup: [],
  catalogue: { entries: [], features: [] },
  results: [],
});
