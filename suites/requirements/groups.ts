import { requirements, rfc, xep } from '../../runners/index.ts';

const article = '7(2)(b)(i)';
const accountable = 'mucService';

requirements(xep('0045', '1.35.5'), [
  {
    id: 'MUC-01',
    section: '6.2',
    level: 'MUST',
    sentence: 'A room service tells users of the other service, too, that it hosts rooms',
    accountable,
    article,
  },
  {
    id: 'MUC-02',
    section: '10.1.1',
    level: ['MUST', 'SHOULD'],
    sentence: 'Whoever creates a room, from whichever service, is told so, becomes its owner and moderates it',
    accountable,
    article,
  },
  {
    id: 'MUC-03',
    section: '7.2.10',
    level: 'MUST',
    sentence: 'A new room is closed to others until its creator has configured it, and open to them after that',
    accountable,
    article,
  },
  {
    id: 'MUC-04',
    section: '10.2',
    level: ['MUST', 'SHOULD'],
    sentence: 'An owner gets the form of the room with its options as they are, and everybody can look them up',
    accountable,
    article,
  },
  {
    id: 'MUC-05',
    section: '7.1',
    level: 'MUST',
    sentence:
      'Whoever enters gets the other occupants, itself, the history, the subject and what follows, in this order',
    accountable,
    article,
  },
  {
    id: 'MUC-06',
    section: '7.2.2',
    level: 'MUST',
    sentence: 'Those in a room see who enters it from the other service, with role and affiliation',
    accountable,
    article,
  },
  {
    id: 'MUC-07',
    section: '7.2.4',
    level: 'MUST',
    sentence: 'A semi-anonymous room shows the addresses of its occupants to moderators alone, in whatever it sends',
    accountable,
    article: '7(8)',
  },
  {
    id: 'MUC-08',
    section: '7.2.3',
    level: 'MUST',
    sentence: 'A non-anonymous room warns those who enter it, and shows everybody who they are',
    accountable,
    article,
  },
  {
    id: 'MUC-09',
    section: '7.2.13',
    level: 'MUST',
    sentence:
      'History is stamped with its time and the room, comes before the subject, and is no more than was asked for',
    accountable,
    article,
    untestedPart: 'limits in seconds, which only a pause between two messages could tell',
  },
  {
    id: 'MUC-10',
    section: '7.4',
    level: 'MUST',
    sentence: 'What an occupant says reaches every occupant, the speaker included, from the occupant JID',
    accountable,
    article,
  },
  {
    id: 'MUC-11',
    section: '7.4',
    level: 'SHOULD',
    sentence: 'A message comes back under the id that its sender gave it',
    accountable,
    article,
  },
  {
    id: 'MUC-12',
    section: '17.2',
    level: 'SHOULD',
    sentence:
      'Reactions, markers, corrections, retractions, encrypted content and what is unknown pass through unchanged',
    accountable,
    article,
  },
  {
    id: 'MUC-16',
    section: '7.5',
    level: ['MUST', 'SHOULD', 'implied'],
    sentence:
      'A private message crosses the servers from occupant JID to occupant JID, or is refused with the right error',
    accountable,
    article,
  },
  {
    id: 'MUC-17',
    section: '7.4',
    level: 'SHOULD',
    sentence: 'Somebody who is not in the room cannot speak there, and is told so',
    accountable,
    article: '7(9)',
  },
  {
    id: 'MUC-18',
    section: '7.6',
    level: 'MUST',
    sentence: 'Two people cannot have one nickname, and everybody learns who has changed it',
    accountable,
    article,
  },
  {
    id: 'MUC-19',
    section: '7.14',
    level: 'MUST',
    sentence: 'Whoever leaves is told that it has left, and so are those who stay',
    accountable,
    article,
  },
  {
    id: 'MUC-21',
    section: '17.3',
    level: ['SHOULD', 'MAY'],
    sentence: 'Availability and parting words of an occupant pass through to the others',
    accountable,
    article,
  },
]);

requirements(rfc(6120), [
  {
    id: 'MUC-13',
    section: '10.1',
    level: ['MUST', 'policy'],
    sentence: "One speaker's messages keep their order at every occupant, and everybody sees the same conversation",
    accountable: 'both',
    article,
  },
]);

requirements(rfc(6121), [
  {
    id: 'MUC-20',
    section: '4.6.3',
    level: 'SHOULD',
    sentence: 'The server of an occupant whose connection is lost takes it out of the rooms that it was in',
    accountable: 'homeServer',
    article,
  },
]);

requirements(xep('0359', '0.7.0'), [
  {
    id: 'MUC-14',
    section: '3',
    level: 'MUST',
    sentence:
      "A message carries at most one id by the room, never a forged one, and that of the room's archive if it is kept",
    accountable,
    article,
  },
]);

requirements(xep('0421', '1.0.1'), [
  {
    id: 'MUC-15',
    section: '4',
    level: ['MUST', 'SHOULD'],
    sentence:
      'Everything from an occupant carries its occupant id, which nobody can forge and which is another in each room',
    accountable,
    article,
    untestedPart: 'how hard it is to work out an address from an id; the ids in what the archive of a room gives out',
  },
]);
