import { requirements } from '../../runners/index.ts';

requirements({ specification: 'Regulation (EU) 2022/1925', version: '' }, [
  {
    id: 'PRV-16',
    section: '13(6)',
    level: 'policy',
    sentence:
      'What survives between two users of one service survives between users of both: live, copied, archived and stored',
    accountable: 'both',
    article: '13(6)',
    untestedPart:
      'shared files belong to a later version; payloads beside the text are advisory, an extended reading of Article 2(29)',
  },
  {
    id: 'PRV-17',
    section: '13(6)',
    level: 'policy',
    sentence: 'Limits and speed across are those within each service; durations are reported and decide nothing',
    accountable: 'both',
    article: '13(6)',
    untestedPart: 'the size of files belongs to a later version; no text says how much slower across may be',
  },
]);
