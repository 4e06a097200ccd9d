import {
  childElements,
  type Element,
  expect,
  fresh,
  ns,
  type Requirement,
  rfc,
  type Session,
  type Story,
  unlessAbsent,
  xml,
} from '../../runners/index.ts';

/** Numbered stanzas, and what their arrival tells of order, loss and repetition. */

const rfc6120 = rfc(6120);
const rfc6121 = rfc(6121);

const space = 'urn:fedcheck:test:order';
export const numbered = (number: number): Element => xml`<n xmlns="${space}" is="${number}"/>`;

const numberOf = (stanza: Element): number | undefined => {
  const mark = stanza.attrs.type === 'error' ? undefined : childElements(stanza).find((child) => child.is('n', space));
  return mark && Number(mark.attrs.is);
};

export const anyNumbered = {
  what: 'a numbered stanza',
  matches: (stanza: Element): boolean => numberOf(stanza) !== undefined,
};

/** Ends in the number, so that a wire fault can pick one out. */
export const idOf = (number: number): string => `fc-${fresh()}-${number}`;

/** One that is `passing` asks not to be kept: archives fill up under long bursts, and grow slow. */
export function numberedMessage(to: string, number: number, passing = false): Element {
  const message = xml`<message to="${to}" type="chat" id="${idOf(number)}"><body>${number}</body>${numbered(number)}</message>`;
  if (passing) message.cnode(xml`<no-store xmlns="${ns.hints}"/>`);
  return message;
}

/** No text says so outright, and a burst may be refused (section 13.12): what breaks it is reported as a warning. */
const implied = (sentence: string): Requirement => ({ ...rfc6120.should('10.1', sentence), level: 'policy' });

const missingOf = (came: readonly number[], count: number): readonly number[] =>
  Array.from({ length: count }, (_, number) => number).filter((number) => !came.includes(number));

/** Each number that came after a higher one, with that one. Gaps and repetitions are no matter of order. */
function inversions(came: readonly number[]): readonly string[] {
  const sequence = [...new Set(came)];
  return sequence.flatMap((number, index) => {
    const before = sequence[index - 1] ?? number;
    return number < before ? [`${number} after ${before}`] : [];
  });
}

/** Judges what `to` has received of `count` numbered stanzas, after a fence. */
export async function judgeOrder(to: Session, count: number, story: Story): Promise<readonly number[]> {
  const came = to
    .received(anyNumbered)
    .map(numberOf)
    .filter((number) => number !== undefined);
  if (new Set(came).size < 2) story.inconclusive(`${new Set(came).size} of ${count} stanzas came`);
  expect(inversions(came), 'stanzas out of order').to.deep.equal([]);
  const twice = came.filter((number, index) => came.indexOf(number) !== index);
  await story.should(implied('What is sent once arrives once'), () => {
    expect(twice, 'stanzas that came again').to.deep.equal([]);
  });
  const missing = missingOf(came, count);
  await story.should(implied('All that is sent in one go arrives'), () => {
    expect(missing, 'stanzas that never came').to.deep.equal([]);
  });
  return missing;
}

/** Sends what was lost once more, one at a time: what is lost even so was not lost to a limit on bursts. */
export async function sendAgain(from: Session, to: Session, missing: readonly number[], story: Story): Promise<void> {
  const lostAgain: number[] = [];
  for (const number of missing) {
    const message = xml`<message to="${to.bareJid}" type="chat"><body>${number}, once more</body></message>`;
    const sent = await from.send(message);
    await from.fence(to);
    if ((await to.receive(sent).catch(unlessAbsent)) === undefined) lostAgain.push(number);
  }
  if (missing.length === 0) return;
  const delivered = rfc6121.must('8.5.2.1.1', 'A chat message goes to the only available resource, at any rate');
  await story.should(delivered, () => {
    expect(lostAgain, 'messages that were lost one at a time as well').to.deep.equal([]);
  });
}
