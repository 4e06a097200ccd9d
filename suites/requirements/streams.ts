import { requirements, rfc, xep } from '../../runners/index.ts';

requirements(xep('0198', '1.6.3'), [
  {
    id: 'XEP0198-3-1',
    section: '3',
    level: ['MUST', 'SHOULD'],
    sentence:
      'A request to enable stream management is answered with enabled or failed, with failed before binding, and with a stream error the second time',
    accountable: 'homeServer',
  },
  {
    id: 'XEP0198-4-1',
    section: '4',
    level: 'MUST',
    sentence:
      'The server answers each request for an acknowledgement with the number of stanzas handled since enabling',
    accountable: 'homeServer',
  },
  {
    id: 'XEP0198-4-2',
    section: '5',
    level: ['MUST', 'implied'],
    sentence:
      'When a session is resumed, the server sends again just those stanzas that the given count leaves unhandled',
    accountable: 'homeServer',
  },
  {
    id: 'XEP0198-5-1',
    section: '5',
    level: ['MUST NOT', 'MUST', 'SHOULD'],
    sentence:
      'Session ids are not reused; resuming an id that is unknown fails, after which a resource can still be bound',
    accountable: 'homeServer',
  },
  {
    id: 'XEP0198-10-1',
    section: '10',
    level: 'MUST NOT',
    sentence: 'Nobody resumes a session before authentication, or as another account',
    accountable: 'homeServer',
    critical: true,
  },
  {
    id: 'XEP0198-6-1',
    section: '6',
    level: 'SHOULD',
    sentence:
      'A stream on which more stanzas are acknowledged than were sent is closed with a stream error that says so',
    accountable: 'homeServer',
  },
  {
    id: 'XEP0198-7-1',
    section: '7',
    level: 'SHOULD',
    sentence: 'The session of a stream that broke is kept for some time; only a clean close makes the user unavailable',
    accountable: 'homeServer',
    untestedPart: 'how long a session is kept, and what contacts are told after that: servers wait for minutes',
  },
  {
    id: 'XEP0198-4-3',
    section: '4',
    level: 'SHOULD',
    sentence:
      'Messages that nobody has acknowledged when their session ends are stored, delivered elsewhere, or returned with an error',
    accountable: 'recipientServer',
    untestedPart:
      'sessions that could have been resumed and were not: servers wait for minutes before they give them up',
  },
]);

requirements(xep('0199', '2.0.1'), [
  {
    id: 'XEP0199-4-1',
    section: '4',
    level: 'MUST',
    sentence: 'A server answers a ping of its own user, and of a user of another domain, with a result or an error',
    accountable: 'both',
  },
  {
    id: 'XEP0199-7-1',
    section: '7',
    level: ['MUST', 'SHOULD'],
    sentence:
      'A ping to a resource that is not there, or that hides, is answered with service-unavailable from that full JID',
    accountable: 'recipientServer',
  },
]);

requirements(rfc(6120), [
  {
    id: 'RFC6120-4.4-2',
    section: '4.4',
    level: ['MUST', 'implied'],
    sentence:
      'What a client sends before its closing tag is still processed; then its contacts learn that it has gone, and the server closes as well',
    accountable: 'homeServer',
  },
]);
