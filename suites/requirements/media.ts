import { requirements, rfc, xep } from '../../runners/index.ts';

/** Why none of these entries has a scenario. */
const notTested = 'This version has no scenarios for files yet';

requirements(xep('0363', '1.2.0'), [
  {
    id: 'MED-01',
    section: '3',
    level: ['MUST', 'SHOULD'],
    sentence: 'The own domain lists its upload service, which gives its largest file size in bytes',
    accountable: 'homeServer',
    article: '7(2)(a)(ii)',
    notTested,
  },
  {
    id: 'MED-02',
    section: '4',
    level: ['MUST', 'SHOULD'],
    sentence:
      'A slot has two URLs over TLS, with what is not ASCII percent-encoded; name and suffix of the file are kept',
    accountable: 'homeServer',
    article: '7(2)(a)(ii)',
    notTested,
  },
  {
    id: 'MED-03',
    section: '2',
    level: 'SHOULD',
    sentence: 'Whoever knows the URL can fetch the same bytes, in the other domain too and without any credential',
    accountable: 'homeServer',
    article: '7(2)(a)(ii)',
    notTested,
  },
  {
    id: 'MED-04',
    section: '7',
    level: 'MUST',
    sentence: 'An upload of another length than that of its slot is refused',
    accountable: 'homeServer',
    article: '7(9)',
    notTested,
  },
  {
    id: 'MED-05',
    section: '9.3',
    level: 'SHOULD',
    sentence: 'URLs cannot be guessed: each has a long random part, and what lies above or beside it is not given out',
    accountable: 'homeServer',
    article: '7(3)',
    notTested,
  },
  {
    id: 'MED-06',
    section: '6',
    level: 'MAY',
    sentence: 'A file above the announced size is refused when the slot is asked for, with the limit in the error',
    accountable: 'homeServer',
    article: '7(2)(a)(ii)',
    notTested,
  },
  {
    id: 'MED-07',
    section: '9.1',
    level: 'implied',
    sentence: 'A file comes back with the media type of its upload, and in isolation from other content',
    accountable: 'homeServer',
    article: '7(2)(a)(ii)',
    notTested,
  },
]);

requirements({ specification: 'Regulation (EU) 2022/1925', version: '' }, [
  {
    id: 'MED-08',
    section: '7(9)',
    level: 'policy',
    sentence: "Slots are for a service's own users; each side stores what its users send",
    accountable: 'homeServer',
    article: '7(9)',
    notTested,
  },
  {
    id: 'MED-12',
    section: '7(2)(a)(ii)',
    level: 'policy',
    sentence: 'A video of 50 MB, or of the announced limit if that is less, can be sent and fetched',
    accountable: 'homeServer',
    article: '7(2)(a)(ii)',
    notTested,
  },
]);

requirements(rfc(6120), [
  {
    id: 'MED-09',
    section: '8.4',
    level: 'MUST',
    sentence: 'A shared picture arrives with its URL in the body and out of band, unchanged',
    accountable: 'both',
    article: '7(2)(a)(ii)',
    notTested,
  },
  {
    id: 'MED-10',
    section: '8.4',
    level: 'MUST',
    sentence: 'A shared file arrives with its description: metadata, hashes, sources, references',
    accountable: 'both',
    article: '7(2)(a)(ii)',
    notTested,
  },
  {
    id: 'MED-11',
    section: '8.4',
    level: 'MUST',
    sentence: 'A voice message arrives with media type, length, size and fallback text',
    accountable: 'both',
    article: '7(2)(a)(ii)',
    notTested,
  },
  {
    id: 'MED-15',
    section: '8.4',
    level: 'MUST',
    sentence: 'An encrypted file arrives with the key that its URL or its source carries, and can be decrypted',
    accountable: 'both',
    article: '7(3)',
    notTested,
  },
  {
    id: 'MED-16',
    section: '10.1',
    level: 'MUST',
    sentence: 'A file sent in blocks over the stream arrives whole, each block once and in order',
    accountable: 'both',
    article: '7(2)(a)(ii)',
    notTested,
  },
  {
    id: 'MED-18',
    section: '8.4',
    level: 'MUST',
    sentence: 'The reason why a transfer was refused, cancelled or failed reaches the other side',
    accountable: 'both',
    article: '7(2)(a)(ii)',
    notTested,
  },
]);

requirements(xep('0385', '0.2.1'), [
  {
    id: 'MED-13',
    section: '5.5',
    level: 'MUST',
    sentence: 'A file message is kept whole in the archive and for a recipient who is offline, not its text alone',
    accountable: 'recipientServer',
    article: '7(2)(a)(ii)',
    notTested,
  },
]);

requirements(xep('0045', '1.35.5'), [
  {
    id: 'MED-14',
    section: '7.4',
    level: 'MUST',
    sentence: 'A file shared in a room can be fetched by occupants of both servers, and by one who enters later',
    accountable: 'mucService',
    article: '7(2)(b)(ii)',
    notTested,
  },
]);

requirements(xep('0065', '1.8.2'), [
  {
    id: 'MED-17',
    section: '6.3.5',
    level: ['MUST', 'SHOULD'],
    sentence: 'A proxy that is listed for transfers can be reached from the other domain, and activates the transfer',
    accountable: 'homeServer',
    article: '7(2)(a)(ii)',
    notTested,
  },
]);
