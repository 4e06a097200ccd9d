/** A paragraph of Regulation (EU) 2022/1925, the Digital Markets Act: of Article 7, or of what keeps it from being undermined. */
export interface Article {
  readonly paragraph: string;
  readonly title: string;
  /** When it applies, for the basic functions that Article 7(2) lists. */
  readonly due: string;
}

/** The basic functions of Article 7(2): a report says of each whether the run tested it. */
export const basicFunctions: readonly Article[] = [
  { paragraph: '7(2)(a)(i)', title: 'Text messages between two people', due: 'From designation' },
  { paragraph: '7(2)(a)(ii)', title: 'Files between two people', due: 'From designation' },
  { paragraph: '7(2)(b)(i)', title: 'Text messages in groups', due: 'Within 2 years of designation' },
  { paragraph: '7(2)(b)(ii)', title: 'Files between a group and a person', due: 'Within 2 years of designation' },
  { paragraph: '7(2)(c)(i)', title: 'Voice calls between two people', due: 'Within 4 years of designation' },
  { paragraph: '7(2)(c)(ii)', title: 'Video calls between two people', due: 'Within 4 years of designation' },
  {
    paragraph: '7(2)(c)(iii)',
    title: 'Voice calls between a group and a person',
    due: 'Within 4 years of designation',
  },
  { paragraph: '7(2)(c)(iv)', title: 'Video calls between a group and a person', due: 'Within 4 years of designation' },
];

const otherParagraphs: readonly Article[] = [
  { paragraph: '7(1)', title: 'Other content of messages', due: '' },
  { paragraph: '7(3)', title: 'Level of security, end-to-end encryption', due: '' },
  { paragraph: '7(7)', title: 'Freedom to use the function or not', due: '' },
  { paragraph: '7(8)', title: 'Personal data limited to what is needed', due: '' },
  { paragraph: '7(9)', title: 'Integrity, security and privacy of the service', due: '' },
  { paragraph: '13(6)', title: 'The same conditions and quality for those who use it', due: '' },
];

const known: readonly Article[] = [...basicFunctions, ...otherParagraphs];

/** Title of a paragraph as a scenario names it; paragraphs outside the list keep their own name. */
export const articleOf = (paragraph: string): Article =>
  known.find((article) => article.paragraph === paragraph) ?? {
    paragraph,
    title: paragraph === '' ? 'What carries the functions' : `Article ${paragraph}`,
    due: '',
  };

/** Order in which the articles are shown: that of the regulation, then others, then what no paragraph names. */
export function compareArticles(left: string, right: string): number {
  const rank = (paragraph: string): number => {
    const index = known.findIndex((article) => article.paragraph === paragraph);
    if (index >= 0) return index;
    return paragraph === '' ? known.length + 1 : known.length;
  };
  return rank(left) - rank(right);
}
