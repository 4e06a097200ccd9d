import { requirements, rfc, xep } from '../../runners/index.ts';

requirements(rfc(6121), [
  {
    id: 'PRV-01',
    section: '3.1.3',
    level: 'MUST',
    sentence: 'A contact request shows nothing of the user before it is granted, and a decision takes effect at once',
    accountable: 'recipientServer',
    article: '7(7)',
  },
  {
    id: 'PRV-02',
    section: '11',
    level: ['MUST NOT', 'SHOULD'],
    sentence: 'A probe tells a stranger nothing of the user, and at best not whether there is such an account',
    accountable: 'recipientServer',
    article: '7(8)',
  },
  {
    id: 'PRV-12',
    section: '3.1.3',
    level: ['MUST NOT', 'policy'],
    sentence:
      'No request, invitation or message of a stranger puts anybody on the contact list or into a room by itself',
    accountable: 'recipientServer',
    article: '7(7)',
  },
  {
    id: 'PRV-15',
    section: '8.5.3.1',
    level: 'SHOULD NOT',
    sentence: 'The request of a stranger to a resource is refused by the service as if there were no such resource',
    accountable: 'recipientServer',
    article: '7(8)',
  },
]);

requirements(xep('0191', '1.3'), [
  {
    id: 'PRV-03',
    section: '3.3',
    level: ['MUST', 'SHOULD'],
    sentence: 'Nothing of somebody who is blocked is delivered; requests get an error, messages at best, presence none',
    accountable: 'recipientServer',
    article: '7(7)',
  },
  {
    id: 'PRV-04',
    section: '3.3',
    level: 'MUST',
    sentence: 'A user goes off-line to a contact when blocking it; unblocking brings presence and delivery back',
    accountable: 'senderServer',
    article: '7(7)',
  },
  {
    id: 'PRV-05',
    section: '3.3',
    level: 'MUST',
    sentence: 'What a user sends to a contact who is blocked is refused, and the user is told why',
    accountable: 'senderServer',
    article: '7(7)',
  },
  {
    id: 'PRV-06',
    section: '6',
    level: 'SHOULD',
    sentence: 'A user can block everybody of the other service at once, and nobody else by that',
    accountable: 'recipientServer',
    article: '7(7)',
  },
  {
    id: 'PRV-07',
    section: '3.3',
    level: 'MUST',
    sentence: 'The other apps of a user are told who was blocked and unblocked',
    accountable: 'homeServer',
    article: '7(7)',
  },
]);

requirements(rfc(6120), [
  {
    id: 'PRV-08',
    section: '13.11',
    level: ['MUST', 'security'],
    sentence: 'The answers to the requests of a stranger do not tell whether there is such an account',
    accountable: 'recipientServer',
    article: '7(8)',
  },
  {
    id: 'PRV-11',
    section: '13.10.1',
    level: ['MUST NOT', 'policy'],
    sentence: 'The network address, telephone number and e-mail address of a user go to nobody by themselves',
    accountable: 'both',
    article: '7(8)',
    untestedPart: 'what a service keeps, or does with what it learned, shows on no wire',
  },
  {
    id: 'PRV-13',
    section: '8.1.2.1',
    level: 'MUST',
    sentence: 'Forged archive results, copies and events show who really sent them, or do not arrive',
    accountable: 'both',
    article: '7(3)',
  },
]);

requirements(xep('0012', '2.0'), [
  {
    id: 'PRV-09',
    section: '8',
    level: 'MUST NOT',
    sentence: 'When a user was last there is told to nobody who may not see presence',
    accountable: 'recipientServer',
    article: '7(8)',
  },
]);

requirements(rfc(6121), [
  {
    id: 'PRV-10',
    section: '2.1',
    level: 'MUST',
    sentence: 'Contact list, blocklist, private storage and the switch for copies are out of reach for others',
    accountable: 'recipientServer',
    article: '7(8)',
  },
]);

requirements(xep('0049', '1.2'), [
  {
    id: 'XEP0049-2.3-1',
    section: '2.3',
    level: 'MUST',
    sentence: 'Private storage is neither read nor written by anybody but its owner',
    accountable: 'recipientServer',
    article: '7(8)',
  },
]);

requirements({ specification: 'Regulation (EU) 2022/1925', version: '' }, [
  {
    id: 'PRV-14',
    section: '7(9)',
    level: 'policy',
    sentence: 'What a service refuses it refuses openly: of a burst every message arrives or is answered',
    accountable: 'both',
    article: '7(9)',
  },
]);
