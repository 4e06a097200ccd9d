import type { Catalogue, Entry } from '../../reports/model/catalogue.ts';

export const sampleEntry = (over: Partial<Entry> = {}): Entry => ({
  id: 'RFC6121-8.5.2.1.1-1',
  specification: 'RFC 6121',
  version: '',
  section: '8.5.2.1.1',
  levels: ['MUST'],
  sentence: 'A message to the bare JID reaches the one available resource',
  accountable: 'recipientServer',
  area: 'messages',
  article: '7(2)(a)(i)',
  features: ['RFC 6121 message-type-deliver'],
  critical: false,
  scenarios: [],
  ...over,
});

/** An entry that holds, a critical one that is broken, one that nothing exercises; two features, one without entries. */
export const sampleCatalogue = (): Catalogue => ({
  entries: [
    sampleEntry(),
    sampleEntry({
      id: 'RFC6121-3.1.3-5',
      section: '3.1.3',
      sentence: 'A stored request is delivered with all that it carried',
      area: 'subscriptions',
      features: [],
      critical: true,
    }),
    sampleEntry({
      id: 'XEP0013-2-1',
      specification: 'XEP-0013',
      version: '1.3',
      section: '2',
      levels: ['MUST', 'SHOULD'],
      sentence: 'Stored messages can be fetched one by one',
      area: 'offline',
      features: [],
      notTested: 'The specification is deprecated',
    }),
  ],
  features: [
    {
      specification: 'RFC 6121',
      id: 'message-type-deliver',
      description: 'Delivers by type',
      section: '5.2.2',
      server: 'MUST',
      client: 'N/A',
    },
    {
      specification: 'RFC 6121',
      id: 'roster-version',
      description: 'Versions rosters',
      section: '2.6',
      server: 'SHOULD',
      client: 'SHOULD',
    },
    {
      specification: 'RFC 6121',
      id: 'message-thread',
      description: 'Threads',
      section: '5.2.5',
      server: 'N/A',
      client: 'SHOULD',
    },
  ],
});
