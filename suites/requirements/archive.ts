import { requirements, rfc, xep } from '../../runners/index.ts';

requirements(rfc(6121), [
  {
    id: 'ARC-01',
    section: '8.5.2.2.1',
    level: 'SHOULD',
    sentence:
      'A chat or normal message to somebody offline comes at the next login, is found in the archive, or is refused',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'ARC-05',
    section: '8.5.2.2.1',
    level: 'MUST',
    sentence: 'Groupchat messages to somebody offline are refused; headlines and errors are not kept',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
]);

requirements(xep('0160', '1.0.1'), [
  {
    id: 'ARC-02',
    section: '2',
    level: ['MUST', 'SHOULD'],
    sentence: 'What comes late bears the time of its sending, in UTC',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
    untestedPart:
      'a stamp with the time of delivery instead: no scenario waits, so both times lie within the tolerance of five seconds',
  },
  {
    id: 'ARC-04',
    section: '3',
    level: 'SHOULD NOT',
    sentence: 'A chat state alone is not kept for somebody offline',
    accountable: 'recipientServer',
    article: '7(8)',
  },
]);

requirements(rfc(6120), [
  {
    id: 'ARC-03',
    section: '8.4',
    level: 'MUST',
    sentence: 'Messages for somebody offline keep their order and all that is in them, whatever that is',
    accountable: 'both',
    article: '7(2)(a)(i)',
  },
]);

requirements(xep('0334', '1.0.0'), [
  {
    id: 'ARC-06',
    section: '4',
    level: 'MAY',
    sentence: 'A message that asks not to be stored is not found in the archive; hints bind nobody',
    accountable: 'recipientServer',
    article: '7(8)',
  },
  {
    id: 'ARC-07',
    section: '4.4',
    level: ['MUST', 'SHOULD'],
    sentence:
      'Messages without a body that ask to be stored are archived: reactions, markers, encrypted ones, calls, retractions',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
    untestedPart:
      'that a service which lists urn:xmpp:message-retract:1 must archive every retraction (XEP-0424, section 5): no server of the lab lists it, so such a test could not be proved; retractions are judged with the others',
  },
]);

requirements(xep('0313', '1.1.3'), [
  {
    id: 'ARC-08',
    section: '3',
    level: ['MUST', 'SHOULD'],
    sentence:
      'An archive holds both sides of a conversation across the two services, whole and in the order of arrival',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'ARC-09',
    section: '3.5',
    level: 'MUST',
    sentence: 'The id that a message bears on arrival is its id in the archive, and no other message has it',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'ARC-10',
    section: '4.1',
    level: ['MUST', 'SHOULD'],
    sentence: 'Filters by contact and by time return what matches, and nothing else',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'ARC-11',
    section: '4.3',
    level: 'MUST',
    sentence: 'Pages of an archive join without a gap or a double, and say which is the last',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'ARC-12',
    section: '4.3.2',
    level: 'MUST',
    sentence: 'A page after or before an id that the archive does not know is refused with item-not-found',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'ARC-13',
    section: '4.1.5',
    level: 'MUST',
    sentence: 'A query by a field that the archive does not know is refused; XEP-0004 has such fields ignored',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'ARC-14',
    section: '6.1.1',
    level: 'MUST',
    sentence: 'A message is stored once, however many devices get it',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'ARC-15',
    section: '8.1',
    level: 'MUST',
    sentence: 'Nobody of another service reads the archive of an account',
    accountable: 'recipientServer',
    article: '7(8)',
  },
  {
    id: 'ARC-16',
    section: '6.3',
    level: ['MUST', 'SHOULD'],
    sentence:
      'Who was offline catches up by the id of the last message known, with all that came later and nothing else',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'ARC-17',
    section: '7',
    level: 'MUST',
    sentence: 'Queries by ids, flipped pages and facts about the archive work where they are advertised',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
]);

requirements(xep('0198', '1.6.3'), [
  {
    id: 'ARC-18',
    section: '5',
    level: ['MUST', 'SHOULD'],
    sentence:
      "A connection that breaks loses no message: it comes with the resumption or, after the session's end, by another way",
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
]);

requirements(xep('0357', '0.4.1'), [
  {
    id: 'XEP0357-6-1',
    section: '6',
    level: 'MUST NOT',
    sentence: 'A push service that was disabled is notified no more',
    accountable: 'recipientServer',
    article: '7(8)',
  },
  {
    id: 'ARC-19',
    section: '7',
    level: 'MAY',
    sentence:
      'A message of another service to somebody offline makes the own server notify the push service that was enabled',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
]);
