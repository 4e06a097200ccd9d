import { requirements, rfc, xep } from '../../runners/index.ts';

const article = '7(2)(a)(i)';
const features = ['message-type-deliver'];

requirements(rfc(6121), [
  {
    id: 'RFC6121-8.5.2.1.1-1',
    section: '8.5.2.1.1',
    level: 'MUST',
    sentence:
      'What is sent to the bare JID, be it of type chat, normal or none, comes to the one resource of non-negative priority',
    accountable: 'recipientServer',
    article,
    features,
  },
  {
    id: 'RFC6121-8.5.2.1.1-3',
    section: '8.5.2.1.1',
    level: 'MUST',
    sentence:
      'Of several resources of non-negative priority the most available ones, or all that want it, get a chat or normal message',
    accountable: 'recipientServer',
    article,
    features,
  },
  {
    id: 'RFC6121-8.5.2.1.1-5',
    section: '8.5.2.1.1',
    level: ['MUST', 'SHOULD'],
    sentence:
      'A headline to the bare JID comes to the resources of non-negative priority: to all if possible, to one at least',
    accountable: 'recipientServer',
    article,
    features,
  },
  {
    id: 'RFC6121-8.5.2.1.1-6',
    section: '8.5.2.1.1',
    level: 'MUST',
    sentence: 'A groupchat message to the bare JID of a person reaches no resource; its sender gets an error',
    accountable: 'recipientServer',
    article,
    features,
  },
  {
    id: 'RFC6121-8.5.2.1.1-7',
    section: '8.5.2.1.1',
    level: 'MUST',
    sentence: 'A message of type error to the bare JID disappears in silence',
    accountable: 'recipientServer',
    article,
    features: [...features, 'RFC 6120 stanza-error-reply'],
  },
  {
    id: 'RFC6121-8.5.2.1.1-8',
    section: '8.5.2.1.1',
    level: 'MUST NOT',
    sentence: 'A resource of negative priority gets no message that is addressed to the bare JID',
    accountable: 'recipientServer',
    article,
    features,
  },
  {
    id: 'RFC6121-8.5.2.1.1-9',
    section: '8.5.2.1.1',
    level: ['MUST', 'SHOULD'],
    sentence:
      'With negative priorities alone, chat and normal messages are stored or refused, and a headline is dropped',
    accountable: 'recipientServer',
    article,
    features,
  },
  {
    id: 'RFC6121-8.5.3.1-3',
    section: '8.5.3.1',
    level: 'MUST',
    sentence: 'A message of whatever type comes to the resource that its full JID names, whatever the priorities are',
    accountable: 'recipientServer',
    article,
    features,
  },
  {
    id: 'RFC6121-8.5.3.1-5',
    section: '8.5.3.1',
    level: 'MUST',
    sentence: 'A resource that is connected and has sent no presence can be reached by its full JID',
    accountable: 'recipientServer',
    article,
    features,
  },
  {
    id: 'RFC6121-8.5.3.2.1-1',
    section: '8.5.3.2.1',
    level: 'MUST',
    sentence: 'A normal message to a full JID that no resource matches is ignored or refused: one of the two',
    accountable: 'recipientServer',
    article,
    features,
  },
  {
    id: 'RFC6121-8.5.3.2.1-2',
    section: '8.5.3.2.1',
    level: 'MUST',
    sentence:
      'A chat message to a full JID that no resource matches comes to the resource of non-negative priority that there is',
    accountable: 'recipientServer',
    article,
    features,
  },
  {
    id: 'RFC6121-8.5.3.2.1-3',
    section: '8.5.3.2.1',
    level: 'MUST',
    sentence: 'A chat message to a full JID of a user without any resource is stored or refused',
    accountable: 'recipientServer',
    article,
    features,
  },
  {
    id: 'RFC6121-8.5.3.2.1-4',
    section: '8.5.3.2.1',
    level: 'MUST',
    sentence:
      'Groupchat messages, headlines and errors to a full JID that no resource matches reach nobody, and the error has no answer',
    accountable: 'recipientServer',
    article,
    features: [...features, 'RFC 6120 stanza-error-reply'],
  },
  {
    id: 'RFC6121-5.2.2-1',
    section: '5.2.2',
    level: 'implied',
    sentence: 'A message without a type, or with one that nobody knows, is taken for one of type normal and delivered',
    accountable: 'recipientServer',
    article,
    features: ['message-type-support'],
  },
  {
    id: 'RFC6121-5.2.3-1',
    section: '5.2.3',
    level: 'MUST',
    sentence:
      'Bodies and subjects in several languages, threads with parents, and messages without a body arrive as they were sent',
    accountable: 'both',
    article,
    features: ['message-body', 'message-subject', 'message-thread', 'RFC 6120 stanza-extension'],
  },
  {
    id: 'RFC6121-8.5.3.1-6',
    section: '8.5.3.1',
    level: 'MUST',
    sentence: 'The error with which a client answers a message comes back to the resource that sent it',
    accountable: 'both',
    article,
    features: [...features, 'RFC 6120 stanza-error'],
  },
]);

requirements(xep('0203', '2.0'), [
  {
    id: 'XEP0203-5-1',
    section: '5',
    level: 'SHOULD',
    sentence:
      "A note of delay that a sender forges in the name of the recipient's server is discarded, or the message refused",
    accountable: 'recipientServer',
    article: '7(3)',
  },
]);

requirements(xep('0359', '0.7.0'), [
  {
    id: 'XEP0359-3-1',
    section: '3',
    level: 'MUST',
    sentence: "A stanza id that a sender forges in the name of the recipient's account is deleted",
    accountable: 'recipientServer',
    article: '7(3)',
  },
  {
    id: 'XEP0359-3-2',
    section: '3',
    level: ['MUST', 'SHOULD NOT'],
    sentence: 'Nobody gives a message two stanza ids, the ids of others are kept, and copies carry the same id',
    accountable: 'both',
    article,
  },
]);

requirements(xep('0280', '1.0.1'), [
  {
    id: 'XEP0280-4-1',
    section: '4',
    level: ['MUST', 'SHOULD'],
    sentence: 'A client may turn copying on and off as often as it likes, also twice in a row',
    accountable: 'homeServer',
    article,
  },
  {
    id: 'XEP0280-7-1',
    section: '7',
    level: ['MUST', 'SHOULD'],
    sentence:
      'A resource that wants copies gets one of what another resource received: the original whole, wrapped as the text says',
    accountable: 'recipientServer',
    article,
  },
  {
    id: 'XEP0280-7-2',
    section: '7',
    level: 'MUST NOT',
    sentence: 'A resource that got the message itself gets no copy of it',
    accountable: 'recipientServer',
    article,
  },
  {
    id: 'XEP0280-8-1',
    section: '8',
    level: ['MUST', 'SHOULD'],
    sentence:
      'The other resources of the sender that want copies get one of what is sent, and the sending one gets none',
    accountable: 'senderServer',
    article,
  },
  {
    id: 'XEP0280-6.1-1',
    section: '6.1',
    level: ['MUST', 'SHOULD'],
    sentence:
      'Chat messages, normal ones with a body and errors for them are copied, headlines and groupchat messages are not',
    accountable: 'both',
    article,
  },
  {
    id: 'XEP0280-9-1',
    section: '9',
    level: 'MUST NOT',
    sentence: 'What its sender marks as private is copied on neither side',
    accountable: 'both',
    article: '7(8)',
  },
]);
