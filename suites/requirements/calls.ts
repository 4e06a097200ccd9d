import { requirements, rfc, xep } from '../../runners/index.ts';

/** Why none of these entries has a scenario. */
const notTested = 'This version has no scenarios for calls yet';

requirements(xep('0353', '0.8.0'), [
  {
    id: 'CALL-01',
    section: '5',
    level: 'MUST',
    sentence: 'A call to the bare JID rings on every available device of the callee',
    accountable: 'both',
    article: '7(2)(c)(i)',
    notTested,
  },
]);

requirements(rfc(6120), [
  {
    id: 'CALL-02',
    section: '8.4',
    level: 'MUST',
    sentence: 'Ringing, accepting, rejecting, withdrawing and ending a call arrive with their ids and reasons',
    accountable: 'both',
    article: '7(2)(c)(i)',
    notTested,
  },
  {
    id: 'CALL-06',
    section: '8.4',
    level: 'MUST',
    sentence:
      'The dialogue of a call arrives in order and complete: candidates, changes of content, hold and mute, errors, end',
    accountable: 'both',
    article: '7(2)(c)(i)',
    notTested,
  },
  {
    id: 'CALL-07',
    section: '8.4',
    level: 'MUST',
    sentence: 'The fingerprint that protects the media arrives unchanged',
    accountable: 'both',
    article: '7(3)',
    notTested,
  },
  {
    id: 'CALL-08',
    section: '8.4',
    level: 'MUST',
    sentence: 'Parameters of the media that a server does not know arrive unchanged',
    accountable: 'both',
    article: '7(2)(c)(i)',
    notTested,
  },
]);

requirements(xep('0334', '1.0.0'), [
  {
    id: 'CALL-03',
    section: '4.4',
    level: 'SHOULD',
    sentence: 'A call that was missed while offline is in the archive of the callee',
    accountable: 'recipientServer',
    article: '7(2)(c)(i)',
    notTested,
  },
]);

requirements(rfc(6121), [
  {
    id: 'CALL-04',
    section: '8.5.3.1',
    level: 'MUST',
    sentence: 'The offer of a call reaches the very device it is for, and the answer comes back',
    accountable: 'both',
    article: '7(2)(c)(i)',
    notTested,
  },
  {
    id: 'CALL-05',
    section: '8.5.3.2.3',
    level: 'MUST',
    sentence: 'A call to a device that is gone, to a bare JID or to nobody is answered with an error at once',
    accountable: 'recipientServer',
    article: '7(2)(c)(i)',
    notTested,
  },
  {
    id: 'CALL-09',
    section: '8.5.3.1',
    level: 'MUST',
    sentence: 'A contact can ask a device what media it supports',
    accountable: 'recipientServer',
    article: '7(2)(c)(i)',
    notTested,
  },
  {
    id: 'CALL-10',
    section: '4.6.3',
    level: 'MUST',
    sentence: 'Two people without a subscription can call each other by directed presence, which ends when they leave',
    accountable: 'both',
    article: '7(2)(c)(i)',
    notTested,
  },
]);

requirements(xep('0215', '1.0.0'), [
  {
    id: 'CALL-11',
    section: '3.1',
    level: ['MUST', 'SHOULD'],
    sentence:
      'A home server that offers relays names at least one for finding addresses and one for media, with credentials',
    accountable: 'homeServer',
    article: '7(2)(c)(i)',
    notTested,
  },
  {
    id: 'CALL-12',
    section: '2',
    level: 'SHOULD',
    sentence: 'The credentials of a relay expire, and work also for media from the other domain',
    accountable: 'homeServer',
    article: '7(2)(c)(i)',
    notTested,
  },
]);

requirements({ specification: 'Regulation (EU) 2022/1925', version: '' }, [
  {
    id: 'CALL-13',
    section: '7(9)',
    level: 'policy',
    sentence: 'Relays are for own users; each caller uses that of the own service',
    accountable: 'homeServer',
    article: '7(9)',
    notTested,
  },
  {
    id: 'CALL-14',
    section: '7(2)(c)(i)',
    level: 'policy',
    sentence: 'A voice call is set up, encrypted, and heard on both sides, whoever calls',
    accountable: 'both',
    article: '7(2)(c)(i)',
    notTested,
  },
  {
    id: 'CALL-15',
    section: '7(2)(c)(ii)',
    level: 'policy',
    sentence: 'A video call likewise, also when a voice call becomes one',
    accountable: 'both',
    article: '7(2)(c)(ii)',
    notTested,
  },
  {
    id: 'CALL-16',
    section: '7(8)',
    level: 'policy',
    sentence: 'A call can be held through relays alone, so that nobody learns the address of the other device',
    accountable: 'homeServer',
    article: '7(8)',
    notTested,
  },
  {
    id: 'CALL-20',
    section: '7(2)(c)(iii)',
    level: 'policy',
    sentence: 'Three people, two of one service and one of the other, can hold a call together',
    accountable: 'both',
    article: '7(2)(c)(iii)',
    notTested,
  },
]);

requirements(xep('0045', '1.35.5'), [
  {
    id: 'CALL-17',
    section: '17.2',
    level: 'SHOULD',
    sentence: 'A room passes on that somebody calls, joins or leaves a call, and keeps it',
    accountable: 'mucService',
    article: '7(2)(c)(iii)',
    notTested,
  },
  {
    id: 'CALL-18',
    section: '17.3',
    level: 'MAY',
    sentence: 'A room passes on in order who prepares for a call and who takes part in it',
    accountable: 'mucService',
    article: '7(2)(c)(iii)',
    notTested,
  },
]);

requirements(xep('0272', '0.2.0'), [
  {
    id: 'CALL-19',
    section: '3',
    level: 'MUST',
    sentence: 'Occupants of different servers set up the media of a call in a room without a subscription',
    accountable: 'both',
    article: '7(2)(c)(iii)',
    notTested,
  },
]);
