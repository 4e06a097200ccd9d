import { requirements, rfc, xep } from '../../runners/index.ts';

const accountable = 'mucService';
const text = '7(2)(b)(i)';
const measures = '7(9)';
const privacy = '7(8)';

requirements(xep('0045', '1.35.5'), [
  {
    id: 'MUC-22',
    section: '7.8.2',
    level: ['MUST', 'SHOULD'],
    sentence:
      'An invitation by way of the room reaches a user elsewhere, and names who invites; a password comes with it',
    accountable,
    article: text,
  },
  {
    id: 'MUC-24',
    section: '7.2.6, 9.3',
    level: 'MUST',
    sentence:
      'Only members enter a members-only room; membership granted to a user elsewhere lets it in, and is announced',
    accountable,
    article: text,
  },
  {
    id: 'MUC-25',
    section: '9.4, 9.5, 10.2',
    level: ['MUST', 'SHOULD'],
    sentence:
      'Who is no member any more, or is none when a room becomes members-only, is removed, with status 321 or 322',
    accountable,
    article: text,
  },
  {
    id: 'MUC-26',
    section: '7.2.2, 7.2.5',
    level: 'MUST',
    sentence: 'A room with a password admits who gives it, and refuses a wrong or missing one with not-authorized',
    accountable,
    article: text,
  },
  {
    id: 'MUC-27',
    section: '8.2',
    level: 'MUST',
    sentence: 'Who is kicked is told so with status 307, the others too, and gets nothing more from the room',
    accountable,
    article: text,
  },
  {
    id: 'MUC-28',
    section: '7.2.7, 9.1',
    level: 'MUST',
    sentence:
      'A ban holds for the bare JID: removed with status 301 and forbidden to enter, whatever its role had been before',
    accountable,
    article: measures,
  },
  {
    id: 'MUC-29',
    section: '8, 9, 10',
    level: ['MUST', 'security'],
    sentence: 'An ordinary occupant can neither kick, ban nor configure, nor read who owns and administers the room',
    accountable,
    article: measures,
    untestedPart:
      'the list of members where a room shows it to moderators alone: to whom it is shown is its own choice',
  },
  {
    id: 'MUC-30',
    section: '7.4, 8.3, 8.4, 18.1',
    level: 'MUST',
    sentence:
      'A visitor of a moderated room is not heard, and is heard once voice was granted; all are told of either change',
    accountable,
    article: text,
  },
  {
    id: 'MUC-31',
    section: '7.2.15, 8.1',
    level: 'MUST',
    sentence: 'A new subject reaches everybody, and later comers after the history; who may not set it is refused',
    accountable,
    article: text,
  },
  {
    id: 'MUC-32',
    section: '10.2.1',
    level: ['MUST', 'SHOULD'],
    sentence: 'Occupants are told when the room begins or ends to show addresses or to log, and of other changes too',
    accountable,
    article: privacy,
  },
  {
    id: 'MUC-33',
    section: '10.9',
    level: 'MUST',
    sentence: 'When a room is destroyed every occupant is told so, with the reason and the place to go instead',
    accountable,
    article: text,
  },
  {
    id: 'MUC-34',
    section: '10.3, 10.4, 10.6',
    level: ['MUST', 'MAY'],
    sentence:
      'A user elsewhere can be admin, or owner where the service has it so, with what that allows; the last owner stays',
    accountable,
    article: text,
  },
  {
    id: 'MUC-36',
    section: '7.2.1, 17.3',
    level: 'SHOULD',
    sentence: 'Who asks to enter once more is sent everything anew, as if it had just entered',
    accountable,
    article: text,
  },
  {
    id: 'MUC-41',
    section: '6.3, 6.4',
    level: 'SHOULD',
    sentence: 'A hidden room is not listed, and the features of a room show how it is configured',
    accountable,
    article: privacy,
  },
  {
    id: 'MUC-42',
    section: '7.2.8',
    level: ['MUST', 'SHOULD'],
    sentence: 'Two resources of one account may share a nickname; where they may, both get what is said',
    accountable,
    article: text,
  },
]);

requirements(rfc(6121), [
  {
    id: 'MUC-23',
    section: '8.5.2',
    level: ['MUST', 'SHOULD'],
    sentence: 'A direct invitation (XEP-0249) is delivered unchanged; while the user is off-line it is kept or refused',
    accountable: 'both',
    article: text,
  },
]);

requirements(xep('0410', '1.1.0'), [
  {
    id: 'MUC-35',
    section: '3.3',
    level: 'MUST',
    sentence: 'A ping to the own nickname gets a result from who is inside, and not-acceptable from who is not',
    accountable,
    article: text,
  },
]);

requirements(xep('0313', '1.1.3'), [
  {
    id: 'MUC-37',
    section: '6.1.2, 8.4',
    level: ['MUST', 'SHOULD'],
    sentence:
      "The room's archive pages what was said to all, in order, once, from its speakers, without what others made up",
    accountable,
    article: text,
  },
  {
    id: 'MUC-38',
    section: '6.1.2',
    level: 'MUST',
    sentence:
      "Only who may enter at the time may query the room's archive: no outcast, and no stranger to a members-only room",
    accountable,
    article: privacy,
  },
]);

requirements(xep('0425', '0.3.0'), [
  {
    id: 'MUC-39',
    section: '3.1, 3.2',
    level: 'implied',
    sentence:
      "A moderator's retraction is granted and announced by the room with the id of the message; nobody else's is",
    accountable,
    article: measures,
  },
]);

requirements(xep('0424', '0.4.2'), [
  {
    id: 'MUC-40',
    section: '5',
    level: 'SHOULD',
    sentence:
      'The room no longer sends the text of a retracted message to anybody, be it as history or out of the archive',
    accountable,
    article: text,
  },
]);

requirements({ specification: 'Regulation (EU) 2022/1925', version: '' }, [
  {
    id: 'PRV-18',
    section: '13(6)',
    level: 'policy',
    sentence: 'In a room a user elsewhere may do what a local user of the same affiliation may do',
    accountable,
    article: text,
  },
]);
