import { requirements, rfc, xep } from '../../runners/index.ts';

/** Why none of these entries has a scenario. */
const notTested = 'This version has no scenarios for end-to-end encryption yet';

requirements(xep('0384', '0.9.1'), [
  {
    id: 'E2E-01',
    section: '7.1',
    level: 'MUST',
    sentence: 'The device list can be published open to everybody, by an option of the publication',
    accountable: 'homeServer',
    article: '7(3)',
    notTested,
  },
  {
    id: 'E2E-02',
    section: '5.3.1',
    level: 'MUST',
    sentence:
      'Somebody of the other domain without a subscription can read device list and bundles, also while the owner is offline',
    accountable: 'homeServer',
    article: '7(3)',
    notTested,
  },
  {
    id: 'E2E-03',
    section: '7.1',
    level: 'MUST',
    sentence: 'The node of the bundles keeps one item for each device, as many as there are',
    accountable: 'homeServer',
    article: '7(3)',
    notTested,
  },
  {
    id: 'E2E-04',
    section: '5.3.2',
    level: 'MUST',
    sentence: 'Key material is given out byte for byte as it was published, under the same item ids',
    accountable: 'homeServer',
    article: '7(3)',
    notTested,
  },
  {
    id: 'E2E-14',
    section: '5.8',
    level: ['MUST', 'SHOULD'],
    sentence:
      'A room can show real JIDs to all and admit members only, and lets members of both domains read its lists',
    accountable: 'mucService',
    article: '7(3)',
    notTested,
  },
]);

requirements(xep('0060', '1.30.0'), [
  {
    id: 'E2E-05',
    section: '7.1.5',
    level: 'MUST',
    sentence: 'A publication whose precondition is not met is refused as a conflict',
    accountable: 'homeServer',
    article: '7(3)',
    notTested,
  },
  {
    id: 'E2E-17',
    section: '7.2.2',
    level: 'MUST',
    sentence: 'A device that was removed is gone for contacts of the other domain too',
    accountable: 'homeServer',
    article: '7(3)',
    notTested,
  },
]);

requirements(xep('0163', '1.2.2'), [
  {
    id: 'E2E-06',
    section: '4.3.3',
    level: 'MUST',
    sentence: 'A contact of the other domain who asked for it is told at once when the device list changes',
    accountable: 'homeServer',
    article: '7(3)',
    notTested,
  },
  {
    id: 'E2E-07',
    section: '4.3.4',
    level: 'MUST',
    sentence: 'Such a contact gets the last device list on coming online and on a new subscription',
    accountable: 'homeServer',
    article: '7(3)',
    notTested,
  },
]);

requirements(rfc(6120), [
  {
    id: 'E2E-08',
    section: '8.4',
    level: 'MUST',
    sentence: 'A message encrypted in the older form of OMEMO arrives unchanged and can be decrypted',
    accountable: 'both',
    article: '7(3)',
    notTested,
  },
  {
    id: 'E2E-09',
    section: '8.4',
    level: 'MUST',
    sentence: 'A message encrypted in the present form of OMEMO, with keys for several addresses, arrives unchanged',
    accountable: 'both',
    article: '7(3)',
    notTested,
  },
  {
    id: 'E2E-10',
    section: '8.4',
    level: 'MUST',
    sentence:
      'What has no text arrives: key transport, heartbeat, opting out, and the mark that says how a message is encrypted',
    accountable: 'both',
    article: '7(3)',
    notTested,
  },
  {
    id: 'E2E-12',
    section: '8.4',
    level: ['MUST', 'SHOULD'],
    sentence:
      'Encrypted messages without text are stored for those offline, copied to other devices unchanged, and archived',
    accountable: 'recipientServer',
    article: '7(3)',
    notTested,
  },
  {
    id: 'E2E-13',
    section: '8.4',
    level: 'MUST',
    sentence: 'A header for fifty devices arrives uncut',
    accountable: 'both',
    article: '7(3)',
    notTested,
  },
]);

requirements({ specification: 'Regulation (EU) 2022/1925', version: '' }, [
  {
    id: 'E2E-11',
    section: '7(3)',
    level: 'policy',
    sentence: 'No server adds a text in clear to an encrypted message, or takes the encrypted part away',
    accountable: 'both',
    article: '7(3)',
    notTested,
  },
]);

requirements(xep('0045', '1.35.5'), [
  {
    id: 'E2E-15',
    section: '17.2',
    level: 'SHOULD',
    sentence: 'A room passes encrypted messages on, and keeps them like any other',
    accountable: 'mucService',
    article: '7(3)',
    notTested,
  },
  {
    id: 'E2E-16',
    section: '9.4',
    level: 'MUST',
    sentence: 'A removed member gets no later message of the room, and those who stay are told of the removal',
    accountable: 'mucService',
    article: '7(3)',
    notTested,
  },
]);
