import { type Answer, answers, isBasic, type Trouble } from '../../model/answers.ts';
import { directions, type RunRecord } from '../../model/record.ts';
import { clip } from '../text.ts';
import { inSentence } from '../sentences.ts';
import { anchorOf } from './links.ts';
import { badge, stateMark } from './symbols.ts';
import { html, type Html, nothing } from './template.ts';

/** Functions of one kind that are named; the table below has all of them. */
const named = 6;

const kinds: readonly (readonly [Trouble['state'], string])[] = [
  ['does not work', 'Not working'],
  ['works in part', 'With faults'],
  ['undetermined', 'Not judged'],
];

/** By topic, how many functions work, and which do not, in which direction, by whose fault. */
export function answerList(run: RunRecord): Html {
  const tested = answers(run).filter((answer) => answer.tested > 0);
  if (tested.length === 0) return nothing;
  return html`<ul class="answers" aria-label="What works, by topic">${tested.map(item)}</ul>
<p class="small key">From A to B: a user of A acts, and a user of B is to notice. ${badge('A')} ${badge('B')} after a function: this service is shown to be at fault for what was seen; without a letter nobody is.</p>`;
}

function item(answer: Answer): Html {
  const { title, paragraphs, state, tested, working, troubles } = answer;
  const all = isBasic(answer) ? `a-${anchorOf(paragraphs[0] ?? '')}` : 's-functions';
  const one = working === 1 ? 'the one function works' : 'the one function does not work in full';
  const count = tested === 1 ? one : `${working} of ${tested} functions work`;
  const told = kinds.map(([kind, words]) =>
    groupOf(
      words,
      troubles.filter((trouble) => trouble.state === kind),
      all,
    ),
  );
  return html`<li>${stateMark(state)}<span><b>${title}</b>: ${count}.${told}</span></li>`;
}

function groupOf(words: string, troubles: readonly Trouble[], all: string): Html {
  if (troubles.length === 0) return nothing;
  const names = troubles
    .slice(0, named)
    .map((trouble, index) => html`${index === 0 ? '' : ', '}${troubleWords(trouble)}`);
  const more = troubles.length - named;
  const rest = more > 0 ? html` and <a href="#${all}">${more} more</a>` : nothing;
  return html` ${words}: ${names}${rest}.`;
}

/** "blocking (from B to A)", and the badges of those at fault. */
function troubleWords({ feature, directions: shown, atFault }: Trouble): Html {
  const [first] = shown;
  const way = shown.length === directions.length || first === undefined ? '' : ` (from ${first.replace('->', ' to ')})`;
  return html`${clip(inSentence(feature), 80)}${way}${atFault.map((side) => html` ${badge(side)}`)}`;
}
