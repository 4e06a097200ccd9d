import { requirements, rfc, xep } from '../../runners/index.ts';

requirements(rfc(6121), [
  {
    id: 'RFC6121-8.5.2.2.1-1',
    section: '8.5.2.2.1',
    level: 'SHOULD',
    sentence:
      'A chat or normal message to somebody offline is either kept or refused with service-unavailable, never both or neither',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
    features: ['message-type-deliver'],
  },
  {
    id: 'RFC6121-8.5.2.2.1-2',
    section: '8.5.2.2.1',
    level: ['MUST', 'SHOULD'],
    sentence: 'The sender of a groupchat message to somebody offline gets an error, service-unavailable by preference',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
    features: ['message-type-deliver'],
  },
  {
    id: 'RFC6121-8.5.2.2.1-3',
    section: '8.5.2.2.1',
    level: 'MUST',
    sentence:
      'Headlines and errors for somebody offline do not turn up later, and an error gets no answer; a headline may (5.2.2)',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
    features: ['message-type-deliver'],
  },
]);

requirements(xep('0160', '1.0.1'), [
  {
    id: 'XEP0160-2-1',
    section: '2',
    level: 'SHOULD',
    sentence:
      'What was kept comes when the recipient becomes available with a priority that is not negative, and not before',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'XEP0160-2-2',
    section: '2',
    level: ['MUST', 'SHOULD'],
    sentence: 'What was kept comes as it was sent, addresses and id included, and bears the time of its sending',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
    untestedPart:
      'a stamp with the time of delivery instead: no scenario waits, so both times lie within the tolerance of five seconds',
  },
  {
    id: 'XEP0160-2-3',
    section: '2',
    level: 'implied',
    sentence: 'Kept messages of one sender come once each and in order, and a second login brings none again',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'XEP0160-3-1',
    section: '3',
    level: 'SHOULD NOT',
    sentence: 'A message with nothing but a chat state in it is not kept',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
]);

requirements(xep('0334', '1.0.0'), [
  {
    id: 'XEP0334-4.2-1',
    section: '4',
    level: 'implied',
    sentence: 'A no-store hint may keep a message out of the store, and nothing else is lost by it; hints bind nobody',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
]);

requirements(xep('0013', '1.3'), [
  {
    id: 'XEP0013-2-1',
    section: '2',
    level: ['MUST', 'MUST NOT'],
    sentence:
      'Where it is offered, waiting messages can be counted, listed, viewed and removed without a flood; to others all that is refused',
    accountable: 'recipientServer',
    article: '7(8)',
    critical: true,
  },
]);
