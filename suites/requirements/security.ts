import { requirements, rfc, xep } from '../../runners/index.ts';

requirements(rfc(6120), [
  {
    id: 'RFC6120-13.11-1',
    section: '13.11',
    level: ['security', 'MUST'],
    sentence: 'A stranger cannot tell by any answer whether an account exists',
    accountable: 'recipientServer',
    article: '7(8)',
    features: ['stanza-iq-reply', 'RFC 6121 presence-sub-request', 'RFC 6121 message-type-deliver'],
    untestedPart:
      'durations of answers; whether presence of no type is answered where the account exists, as it is not where there is none',
  },
  {
    id: 'RFC6120-13.10.2-1',
    section: '13.10.2',
    level: 'MUST NOT',
    sentence: 'Errors for a stranger are the same for an account, for a resource that is there and for one that is not',
    accountable: 'recipientServer',
    article: '7(8)',
    features: ['stanza-error'],
  },
  {
    id: 'RFC6120-11.1-1',
    section: '11.1',
    level: 'MUST',
    sentence:
      'Comments, processing instructions, DTDs and entity references end the stream, and nothing of them is passed on',
    accountable: 'homeServer',
    article: '7(3)',
    features: [
      'xml-restriction-comment',
      'xml-restriction-pi',
      'xml-restriction-dtd',
      'xml-restriction-ref',
      'stream-error-generate',
    ],
  },
  {
    id: 'RFC6120-11.3-2',
    section: '11.3',
    level: 'MUST NOT',
    sentence: 'XML that is not well-formed ends the stream and reaches nobody, repaired or not',
    accountable: 'homeServer',
    article: '7(3)',
    features: ['xml-wellformed-xml', 'stream-error-generate'],
  },
  {
    id: 'RFC6120-11.3-3',
    section: '11.3',
    level: 'MUST NOT',
    sentence: 'XML that is not namespace-well-formed is not passed on, and harms no stream of the recipient',
    accountable: 'both',
    article: '7(3)',
    features: ['xml-wellformed-ns'],
  },
  {
    id: 'RFC6120-11.6-2',
    section: '11.6',
    level: 'MUST',
    sentence: 'Bytes that are no UTF-8 end the stream, and no server reads markup into them or passes them on',
    accountable: 'both',
    article: '7(3)',
    features: ['stream-error-generate'],
  },
  {
    id: 'RFC6120-4.8.4-1',
    section: '4.8.4',
    level: 'MUST NOT',
    sentence: 'What is no stanza of a client is not passed on, whatever its name and address',
    accountable: 'senderServer',
    article: '7(3)',
    features: ['xml-namespace-content-client'],
  },
  {
    id: 'RFC6120-8-1',
    section: '8',
    level: 'MUST NOT',
    sentence: 'A stanza whose end never came is not processed',
    accountable: 'senderServer',
    article: '7(3)',
  },
]);

requirements(xep('0030', '2.5.0'), [
  {
    id: 'XEP0030-8-1',
    section: '8',
    level: 'MUST',
    sentence: 'A stranger who asks what an account is gets the error that an account that does not exist gives',
    accountable: 'recipientServer',
    article: '7(8)',
  },
  {
    id: 'XEP0030-8-2',
    section: '8',
    level: 'MUST',
    sentence: 'A stranger who asks for the items of an account learns of none of its resources',
    accountable: 'recipientServer',
    article: '7(8)',
    critical: true,
  },
]);

requirements({ specification: 'Policy', version: '' }, [
  {
    id: 'DMA-7.8-1',
    section: '',
    level: 'policy',
    sentence:
      'The other side gets what the user sent and what is needed to deliver it, and nothing else about the user',
    accountable: 'both',
    article: '7(8)',
    untestedPart: 'what a service keeps, or does with what it learned, shows on no wire',
  },
  {
    id: 'SMUGGLE-1',
    section: '',
    level: 'security',
    sentence: 'Out of one stanza that was sent, no recipient ever gets two',
    accountable: 'both',
    article: '7(3)',
  },
  {
    id: 'SMUGGLE-2',
    section: '',
    level: 'security',
    sentence: 'Unusual names and namespaces arrive with the meaning that they were sent with, or not at all',
    accountable: 'both',
    article: '7(3)',
    features: ['RFC 6120 xml-namespace-streams-declaration'],
  },
  {
    id: 'SMUGGLE-3',
    section: '',
    level: 'security',
    sentence:
      'A client cannot make a server say anything in the namespace of streams, to a client or to another server',
    accountable: 'senderServer',
    article: '7(3)',
    features: ['RFC 6120 xml-namespace-streams-prefix'],
  },
]);

requirements(xep('0191', '1.3'), [
  {
    id: 'XEP0191-3.1-1',
    section: '3.1',
    level: 'MUST',
    sentence: 'A user can list and change whom to block; other resources that asked are told, and it lasts',
    accountable: 'homeServer',
    article: '7(7)',
  },
  {
    id: 'XEP0191-3.3-2',
    section: '3.3',
    level: 'MUST NOT',
    sentence: 'Nothing from somebody who is blocked reaches any resource of the user',
    accountable: 'recipientServer',
    article: '7(7)',
    critical: true,
  },
  {
    id: 'XEP0191-3.3-3',
    section: '3.3',
    level: ['SHOULD', 'MUST', 'MUST NOT'],
    sentence: 'Who is blocked gets errors for requests, at best the usual one for messages, and no answer to presence',
    accountable: 'recipientServer',
    article: '7(7)',
  },
  {
    id: 'XEP0191-3.3-4',
    section: '3.3',
    level: 'MUST',
    sentence: 'What a user sends to somebody blocked is not sent, and the user is told why',
    accountable: 'senderServer',
    article: '7(7)',
  },
  {
    id: 'XEP0191-3.3-5',
    section: '3.3',
    level: 'MUST',
    sentence: 'To a contact who may see it a user goes off-line when blocking, and comes back when unblocking',
    accountable: 'senderServer',
    article: '7(7)',
    untestedPart:
      'whether presence comes back when everybody is unblocked at once: section 3.5 speaks of messages and pushes alone',
  },
  {
    id: 'XEP0191-6-1',
    section: '6',
    level: 'SHOULD',
    sentence: 'A block speaks of one resource, one account or one domain, as its address does',
    accountable: 'homeServer',
    article: '7(7)',
    untestedPart: 'addresses of a domain with a resource are left out: no account has one',
  },
]);
