import { type Element, expect, type Story, xep } from '../../runners/index.ts';

const xep0045 = xep('0045', '1.35.5');

/** Ends the story where the room was not made, since only some may create rooms (XEP-0045, section 10.1.1). */
export async function unlessRestricted(answer: Element, story: Story): Promise<void> {
  if (answer.attrs.type !== 'error') return;
  await story.should(
    xep0045.must(
      '10.1.1',
      'createroom-general',
      'If the creation of rooms is restricted, the service MUST return a not-allowed error (a MUST, a warning by policy)',
    ),
    () => expect(answer).to.be.a.stanzaError('not-allowed'),
  );
  story.refused(answer);
}
