import { requirements, rfc, xep } from '../../runners/index.ts';

requirements(xep('0163', '1.2.2'), [
  {
    id: 'PEP-01',
    section: '6.1',
    level: 'MUST',
    sentence:
      'An account whose owner can publish events says so to its owner, and what is published first makes its node',
    accountable: 'senderServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'PEP-02',
    section: '5',
    level: 'MUST',
    sentence:
      'What a user publishes without saying for whom can be read by those who may see presence, and by no stranger',
    accountable: 'senderServer',
    article: '7(8)',
  },
  {
    id: 'PEP-03',
    section: '4.3.1',
    level: ['MUST', 'SHOULD'],
    sentence: 'Events come from the account, to the resources of contacts whose capabilities ask for that node alone',
    accountable: 'senderServer',
    article: '7(8)',
    untestedPart: 'the last item at login: the texts let a service learn new capabilities too late for it',
  },
  {
    id: 'PEP-04',
    section: '7.1',
    level: 'MUST',
    sentence:
      'A contact whose subscription is ended, or who is blocked, gets no more events and can read no more items',
    accountable: 'senderServer',
    article: '7(7)',
  },
  {
    id: 'PEP-05',
    section: '6.2',
    level: 'MUST',
    sentence: 'Who asks which nodes an account has is told of those alone that they may read',
    accountable: 'senderServer',
    article: '7(8)',
  },
]);

requirements(xep('0084', '1.1.4'), [
  {
    id: 'PEP-06',
    section: '3.4',
    level: ['MUST', 'SHOULD'],
    sentence:
      'A contact of another service learns of an avatar, gets its picture unaltered, and learns when it is taken away',
    accountable: 'senderServer',
    article: '7(2)(a)(i)',
  },
]);

requirements(xep('0398', '1.0.0'), [
  {
    id: 'PEP-07',
    section: '4',
    level: 'MUST',
    sentence:
      'The picture of an avatar that all may see is in the vCard, and its hash in presence, directed presence too',
    accountable: 'senderServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'PEP-08',
    section: '7',
    level: 'SHOULD',
    sentence: 'An avatar for contacts alone does not get to strangers by way of the vCard',
    accountable: 'senderServer',
    article: '7(8)',
  },
]);

requirements(xep('0054', '1.3.0'), [
  {
    id: 'PEP-09',
    section: '3.3',
    level: 'MUST',
    sentence: 'The service answers for the vCard of its user, on-line or not, and lets nobody else change it',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
]);

requirements(xep('0402', '1.2.0'), [
  {
    id: 'PEP-10',
    section: '5.2',
    level: ['MUST', 'SHOULD'],
    sentence:
      'Bookmarks of rooms are there for their owner alone, as many as there are; other resources learn of removals',
    accountable: 'senderServer',
    article: '7(8)',
  },
  {
    id: 'PEP-11',
    section: '5.3',
    level: 'SHOULD',
    sentence: 'A bookmark is found in the older stores for which the account announces a conversion',
    accountable: 'homeServer',
    article: '7(2)(b)(i)',
    untestedPart: 'the other way round is optional (section 5.3.2)',
  },
]);

requirements(rfc(6120), [
  {
    id: 'PEP-12',
    section: '8.4',
    level: 'MUST',
    sentence: 'A contact request that tells of the former address of the user (XEP-0283) reaches the contact with that',
    accountable: 'both',
    article: '7(7)',
    untestedPart: "a move that the contact's service verifies itself: the former account would have to state it",
  },
]);

requirements(xep('0157', '1.1.1'), [
  {
    id: 'PEP-13',
    section: '3',
    level: 'SHOULD',
    sentence: 'Users of other services find out by service discovery how to reach those who run a service',
    accountable: 'recipientServer',
    article: '7(9)',
  },
]);

requirements(xep('0077', '2.4'), [
  {
    id: 'PEP-14',
    section: '3.1',
    level: 'MUST',
    sentence: 'A service that lists registration tells a user with an account that it is registered',
    accountable: 'homeServer',
  },
]);
