import type { Claims } from '../../reports/model/claims.ts';
import type { Profile } from '../../reports/model/profile.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import { sampleLevel } from './sample-profile.ts';

/** A profile with something of every kind, about the first two entries that the results of a run cover. */
function profileOf(run: RunRecord, text: (original: string) => string): Profile {
  const [first = '', second = ''] = [...new Set(run.results.flatMap(({ covers }) => covers))];
  return {
    id: 'dma',
    title: text('Digital Markets Act'),
    source: text('Regulation (EU) 2022/1925'),
    functions: [
      { id: 'text', title: text('Text messages'), article: '7(2)(a)(i)', entries: [first], essential: [first] },
      { id: 'contacts', title: text('Contacts'), article: text('7(7)'), entries: [second], essential: [second] },
      { id: 'calls', title: text('Calls'), article: '7(2)(c)(i)', entries: ['CALL-01'], essential: [] },
    ],
    levels: [
      sampleLevel({ title: text('Text between two people'), gating: [first] }),
      sampleLevel({ id: text('L2-T'), title: text('Text in groups'), article: text('7(2)(b)(i)'), gating: [second] }),
      sampleLevel({ id: 'L3-V', title: text('Calls'), due: { event: 'designation', months: 60 }, needs: ['L1-T'] }),
    ],
    subProfiles: [{ id: 'choice', title: text('Choice'), article: text('7(7)'), ids: [second], articles: [] }],
    questions: [
      { id: 'tracking', question: text('Who is followed?'), asks: text('asked'), ids: [first], declaration: '' },
      { id: 'fees', question: text('Is there a fee?'), asks: text('asked'), ids: [], declaration: text('What fee') },
      { id: 'rules', question: text('Which rules?'), asks: '', ids: [first], declaration: text('Which rules') },
    ],
    suite: [
      {
        category: text('IM'),
        feature: text('Messages'),
        specifications: [text('RFC 6121')],
        server: 'required',
        namespaces: [],
        ids: [first, second],
        entriesOf: [],
      },
    ],
    outside: [],
  };
}

const claimsOf = (text: (original: string) => string): Claims => ({
  functions: ['text', 'contacts', 'calls', text('unknown')],
  encryption: { scheme: text('OMEMO'), byDefault: false },
  limits: { stanzaBytes: 262_144 },
  designated: '2023-09-05',
  requested: '2024-05-01',
  referenceOffer: { url: 'javascript:window.breached=1', version: text('1') },
  exemptions: [{ reference: text('C(2026) 1'), functions: [text('calls')] }],
  statements: { fees: text('None'), rules: text('Ours') },
  software: {
    name: text('ejabberd'),
    version: text('23.01'),
    implements: [{ xep: '0045', version: text('1.0'), status: text('complete'), note: text('note') }],
  },
});

/** The run, judged by a profile, with a gatekeeper B that declares things; every text of theirs goes through `text`. */
export const declaringRun = (run: RunRecord, text = (original: string): string => original): RunRecord => ({
  ...run,
  profiles: [profileOf(run, text)],
  targets: { ...run.targets, b: { ...run.targets.b, claims: claimsOf(text) } },
});
