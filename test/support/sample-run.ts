import type { RunRecord } from '../../reports/model/record.ts';
import { sampleCatalogue } from './sample-catalogue.ts';
import { sampleResults } from './sample-results.ts';

export { sampleRequirement, sampleResult } from './sample-result.ts';

/** A record as a real run gives it: all verdicts, both directions, exchanges, controls, remarks, a known deviation. */
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
      domain: 'alpha.example',
      account: 'alice@alpha.example',
      software: 'Prosody 0.12.3',
      roundTripMs: 2.1,
      tls: 'TLSv1.3, certificate valid',
      address: '127.0.0.1:5222',
      features: ['urn:xmpp:ping', 'urn:xmpp:blocking'],
      mucService: 'rooms.alpha.example',
    },
    b: {
      domain: 'beta.example',
      account: 'bob@beta.example',
      software: 'ejabberd 23.01',
      roundTripMs: 2.8,
      tls: 'TLSv1.3, certificate valid',
      address: '127.0.0.1:5322',
      features: ['urn:xmpp:ping'],
      mucService: null,
    },
  },
  lanes: 1,
  floorMs: 812,
  cleanup: [],
  catalogue: sampleCatalogue(),
  measures: [
    { what: 'first message on a cold link', path: 'A->B', milliseconds: [312.4] },
    { what: 'message', path: 'A', milliseconds: [1.2, 0.8, 14.1] },
    { what: 'message', path: 'B', milliseconds: [2.1, 1.9] },
    { what: 'message', path: 'A->B', milliseconds: [12_345.6, 4.1, 3.9] },
    { what: 'message', path: 'B->A', milliseconds: [5.5] },
  ],
  profiles: [],
  results: sampleResults(),
  ...over,
});
