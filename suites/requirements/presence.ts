import { requirements, rfc, xep } from '../../runners/index.ts';

requirements(rfc(6121), [
  {
    id: 'RFC6121-4.2.2-1',
    section: '4.2.2',
    level: 'MUST',
    sentence:
      'Initial presence reaches every contact that is subscribed to the user, on each available resource, complete and from the full JID',
    accountable: 'both',
    article: '7(2)(a)(i)',
    features: ['presence-notype'],
  },
  {
    id: 'RFC6121-4.2.2-2',
    section: '4.2.2',
    level: 'MUST NOT',
    sentence: 'Whoever is not subscribed to the user, be it a contact or a stranger, gets no initial presence',
    accountable: 'senderServer',
    article: '7(8)',
    critical: true,
  },
  {
    id: 'RFC6121-4.2.2-3',
    section: '4.2.2',
    level: ['MUST', 'implied'],
    sentence:
      'A new resource is shown to all available resources of the same user, itself included; whether it learns of them is recorded',
    accountable: 'homeServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'RFC6121-4.3.1-1',
    section: '4.3.1',
    level: ['MUST', 'SHOULD'],
    sentence:
      'At login a user learns the current presence of contacts: one complete stanza for each available resource, under its own id',
    accountable: 'both',
    article: '7(2)(a)(i)',
    features: ['presence-probe'],
  },
  {
    id: 'RFC6121-4.3.2-3',
    section: '4.3.2',
    level: ['MUST', 'SHOULD'],
    sentence:
      'For a contact without available resources nothing but unavailable presence of the bare JID answers a probe',
    accountable: 'both',
    article: '7(2)(a)(i)',
    features: ['presence-probe'],
  },
  {
    id: 'RFC6121-4.3-1',
    section: '4.3',
    level: 'MUST NOT',
    sentence: 'A probe that a client sends brings no error of its own server, and tells the unauthorized nothing',
    accountable: 'both',
    article: '7(8)',
    critical: true,
    features: ['presence-probe'],
  },
  {
    id: 'RFC6121-4.4.2-1',
    section: '4.4.2',
    level: 'MUST',
    sentence:
      "Each change of presence goes, with everything in it, to the subscribed contacts and to the user's resources",
    accountable: 'both',
    article: '7(2)(a)(i)',
    features: ['presence-notype'],
  },
  {
    id: 'RFC6121-4.5.2-1',
    section: '4.5.2',
    level: 'MUST',
    sentence:
      'Who goes offline in an orderly way is shown as unavailable, with the parting words, to contacts and own resources',
    accountable: 'both',
    article: '7(2)(a)(i)',
    features: ['presence-unavailable'],
  },
  {
    id: 'RFC6121-4.5.2-2',
    section: '4.5.2',
    level: 'MUST',
    sentence:
      'Where the connection of a client is lost, its server tells the contacts that the resource is unavailable',
    accountable: 'senderServer',
    article: '7(2)(a)(i)',
    untestedPart:
      'a connection that falls silent without being closed or reset: only a time limit of the server ends it, and none is laid down',
    features: ['presence-unavailable'],
  },
  {
    id: 'RFC6121-4.5.2-3',
    section: '4.5.2',
    level: ['MUST', 'SHOULD'],
    sentence: 'Available presence that follows unavailable presence on one stream begins a new presence session',
    accountable: 'senderServer',
    article: '7(2)(a)(i)',
    features: ['presence-unavailable'],
  },
  {
    id: 'RFC6121-4.6.3-1',
    section: '4.6.3',
    level: ['MUST NOT', 'MUST', 'SHOULD'],
    sentence:
      'Presence shown to one non-contact arrives, is followed by no broadcasts, and by unavailable presence at the end',
    accountable: 'both',
    article: '7(8)',
  },
  {
    id: 'RFC6121-4.6.1-1',
    section: '4.6.1',
    level: 'MUST',
    sentence: 'Once directed presence was withdrawn, its recipient is not told when the user leaves',
    accountable: 'senderServer',
    article: '7(8)',
  },
  {
    id: 'RFC6121-4.7.1-1',
    section: '4.7.1',
    level: 'SHOULD',
    sentence: 'Presence whose type is none of the defined ones is answered with bad-request and taken for nothing else',
    accountable: 'both',
    article: '7(2)(a)(i)',
  },
  {
    id: 'RFC6121-8.5.2.1.2-1',
    section: '8.5.2.1.2',
    level: 'MUST',
    sentence:
      'Presence, available or not, for a bare JID is delivered to each available resource whatever its priority',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
    features: ['presence-notype', 'presence-unavailable'],
  },
  {
    id: 'RFC6121-8.5.2.1.2-2',
    section: '8.5.2.1.2',
    level: 'MUST NOT',
    sentence: "Presence for a bare JID keeps its 'to' when it is handed to the resources",
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'RFC6121-8.5.3.1-7',
    section: '8.5.3.1',
    level: 'MUST',
    sentence: 'Presence for the full JID of a resource that is there is delivered to it',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
    features: ['presence-notype'],
  },
  {
    id: 'RFC6121-8.5.2.2.2-1',
    section: '8.5.2.2.2',
    level: 'SHOULD',
    sentence: 'Presence for an account that is offline is forgotten: neither kept for later nor answered',
    accountable: 'recipientServer',
    article: '7(2)(a)(i)',
  },
  {
    id: 'RFC6121-8.5.3.2.2-1',
    section: '8.5.3.2.2',
    level: ['MUST', 'SHOULD'],
    sentence: 'Presence for a resource that is not there is ignored; a request for one is shown as if for the bare JID',
    accountable: 'both',
    article: '7(8)',
    untestedPart:
      'subscribed, unsubscribe and unsubscribed for such an address: sections 3 and 8 of RFC 6121 differ, so no outcome is a breach',
  },
  {
    id: 'RFC6121-4.3.2-1a',
    section: '4.3.2',
    level: ['MUST NOT', 'SHOULD'],
    sentence: "A probe of somebody who is no longer subscribed brings no presence and clears the asker's subscription",
    accountable: 'both',
    untestedPart:
      "that the asker is corrected is recorded and not judged: the asker's server may leave out the probe that would bring it about",
    article: '7(8)',
    critical: true,
    features: ['presence-probe'],
  },
]);

requirements(xep('0115', '1.6.0'), [
  {
    id: 'XEP0115-8.4-1',
    section: '8.4',
    level: 'MUST',
    sentence:
      'Capabilities come with the first presence that a subscriber gets and with each change; in between only an announced optimization omits them',
    accountable: 'both',
    article: '7(2)(a)(i)',
  },
  {
    id: 'XEP0115-6.2-1',
    section: '6.2',
    level: 'implied',
    sentence:
      'A question of a subscriber about capabilities reaches the very resource that announced them, and the answer returns',
    accountable: 'both',
    article: '7(2)(a)(i)',
  },
]);
