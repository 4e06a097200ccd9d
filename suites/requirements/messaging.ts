import { requirements, rfc, xep } from '../../runners/index.ts';

const text = '7(2)(a)(i)';

/** Content that apps understand and either server of the path can spoil. */
const content = { section: '8.4', level: 'MUST', accountable: 'both', article: text } as const;
const path = { level: 'MUST', accountable: 'both', article: text } as const;
const recipient = { level: 'MUST', accountable: 'recipientServer', article: text } as const;

requirements(rfc(6121), [
  {
    id: 'MSG-01',
    section: '8.5.2.1.1',
    ...path,
    sentence: 'A chat message to a contact of the other service comes to the one device, or its sender learns why not',
  },
  {
    id: 'MSG-02',
    section: '8.5.3.1',
    level: ['MUST', 'SHOULD'],
    sentence: 'A chat message to one device comes to that device, and to no other one besides',
    accountable: 'recipientServer',
    article: text,
  },
  {
    id: 'MSG-03',
    section: '8.5.3.2.1',
    ...recipient,
    sentence:
      'A chat message to a device that has gone comes to the one that is left; with none left it is kept or refused',
  },
  {
    id: 'MSG-04',
    section: '8.5.2.1.1',
    ...recipient,
    sentence: 'A message still says to which address it was sent, to the account or to one device',
  },
  {
    id: 'MSG-12',
    section: '8.5.1',
    ...recipient,
    sentence: 'A message to nobody is refused or ignored, and a request to nobody is always refused',
  },
  {
    id: 'MSG-15',
    section: '8.5.2.1.1',
    level: 'MUST',
    sentence: 'A device that asks for no messages by a negative priority gets none that is for the account',
    accountable: 'recipientServer',
    article: '7(7)',
  },
  {
    id: 'MSG-32',
    section: '8.5.3.1',
    ...path,
    sentence: 'The error with which an app answers a message comes back to the device that sent it',
  },
]);

requirements(rfc(6120), [
  {
    id: 'MSG-05',
    section: '10.1',
    ...path,
    sentence: 'Messages of one conversation come in the order in which they were written, whichever address they name',
    untestedPart:
      'bursts of more than 200 messages; those of more than 60 are left out unless slow scenarios are asked for',
  },
  {
    id: 'MSG-07',
    ...content,
    sentence: 'A text comes as it was written: every emoji, script, direction, blank and line',
  },
  {
    id: 'MSG-08',
    section: '8.1.5',
    ...path,
    sentence: 'A text in several languages comes whole, each part in its language',
  },
  {
    id: 'MSG-09',
    section: '8.4',
    level: 'MUST',
    sentence: 'What apps put into messages for functions that servers need not know comes as it was sent',
    accountable: 'both',
    article: '7(1)',
    untestedPart:
      'content that servers must or may act on: hints, addresses, stamps and ids of archives, wrappers of copies, events',
  },
  {
    id: 'MSG-10',
    ...content,
    sentence: 'The id that the sender gives a message comes with it, as receipts and corrections need it',
  },
  {
    id: 'MSG-11',
    section: '8.1.2.1',
    level: 'MUST',
    sentence: 'A message says truly who sent it, whatever its sender claims',
    accountable: 'senderServer',
    article: '7(3)',
  },
  {
    id: 'MSG-13',
    section: '10.4.3',
    level: 'MUST',
    sentence: 'Who writes to a service that does not exist learns that it does not exist',
    accountable: 'senderServer',
    article: '7(9)',
  },
  {
    id: 'MSG-14',
    ...content,
    sentence: 'A message keeps its subject, its thread and the thread from which that came',
  },
  {
    id: 'MSG-16',
    ...content,
    sentence: 'A receipt can be asked for, and comes back to the device that asked, for the right message',
  },
  {
    id: 'MSG-18',
    ...content,
    sentence: 'That a message was read can be asked for and told, with a text or without',
  },
  {
    id: 'MSG-20',
    ...content,
    sentence: 'Each correction of a message comes after what it corrects, and says what that was',
  },
  {
    id: 'MSG-21',
    ...content,
    sentence: 'The wish to delete a message reaches the other side, with what older apps are to show instead',
  },
  {
    id: 'MSG-22',
    ...content,
    sentence: 'Reactions to a message, other ones in their place and their end reach the other side',
  },
  {
    id: 'MSG-23',
    ...content,
    sentence: 'A reply says to which message it replies, and which part of its text is a quotation',
  },
  {
    id: 'MSG-24',
    ...content,
    sentence: 'A mention says who or what is meant, and which words name it',
    untestedPart: 'explicit mentions (XEP-0513), which are new: whether they come is recorded, and decides nothing',
  },
  {
    id: 'MSG-31',
    section: '13.12',
    ...path,
    sentence: 'A message of 10000 bytes comes; a larger one comes whole, or is refused in words',
    untestedPart:
      'sizes between 9500 and 10000 bytes, as nobody knows how many bytes servers add on the way; larger ones are left out unless slow scenarios are asked for',
  },
]);

requirements({ specification: 'Policy', version: '' }, [
  {
    id: 'MSG-06',
    section: '',
    level: 'policy',
    sentence: 'What is sent once comes once to a device',
    accountable: 'both',
    article: text,
  },
]);

requirements(xep('0085', '2.1'), [
  {
    id: 'MSG-17',
    section: '5.8',
    level: ['MUST', 'policy'],
    sentence: 'No server says of its user that a message came, that it was read or that an answer is being typed',
    accountable: 'both',
    article: '7(8)',
  },
  {
    id: 'MSG-19',
    section: '5.8',
    level: ['MUST', 'MAY'],
    sentence: 'Typing notices come in the order in which they were given; a server may let those without a text go',
    accountable: 'both',
    article: text,
  },
]);

requirements(xep('0280', '1.0.1'), [
  {
    id: 'MSG-25',
    section: '6.2',
    level: ['MUST', 'SHOULD'],
    sentence: 'A second device of the recipient gets a copy of each chat message, also of those without a text',
    accountable: 'recipientServer',
    article: text,
  },
  {
    id: 'MSG-26',
    section: '6.2',
    level: ['MUST', 'SHOULD'],
    sentence: 'A second device of the sender gets a copy of each chat message, also of those without a text',
    accountable: 'senderServer',
    article: text,
  },
  {
    id: 'MSG-27',
    section: '9',
    level: 'MUST',
    sentence: 'A message that its sender marks as private is copied to no second device on either side',
    accountable: 'both',
    article: '7(8)',
  },
]);

requirements(xep('0359', '0.7.0'), [
  {
    id: 'MSG-28',
    section: '3',
    level: 'MUST',
    sentence: "Nobody can give a message an id in the name of the recipient's archive",
    accountable: 'recipientServer',
    article: '7(3)',
  },
  {
    id: 'MSG-29',
    section: '3',
    level: 'SHOULD',
    sentence: 'Ids that the sender or others gave a message stay with it',
    accountable: 'both',
    article: text,
  },
]);

requirements(xep('0313', '1.1.3'), [
  {
    id: 'MSG-30',
    section: '3.5',
    level: 'MUST',
    sentence: "The id of a message in the sender's archive is not told to the contact",
    accountable: 'senderServer',
    article: '7(8)',
  },
]);
