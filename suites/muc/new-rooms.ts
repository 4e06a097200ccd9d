import { anyOf, type Element, expect, type Matcher, presenceFrom, type Story, xep, xml } from '../../runners/index.ts';
import { unlessRefused } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');

/**
 * What comes of entering: an error, or presence of an occupant, under whatever nickname (the service may assign another,
 * XEP-0045, section 7.2.2). The room itself has presence too, for its avatar.
 */
export function answerToEntering(room: { readonly jid: string }): Matcher {
  const present = presenceFrom(room.jid);
  return anyOf(presenceFrom(room.jid, 'error'), {
    what: `presence of an occupant of ${room.jid}`,
    matches: (stanza) => present.matches(stanza) && stanza.attrs.from !== room.jid,
  });
}

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

/** An unlocked room lets others in. One that is preset for members or with a password may keep them out, and is not locked. */
export function expectOpen(answer: Element, story: Story): void {
  unlessRefused(answer, ['registration-required', 'not-authorized'], story);
  expect(answer, 'the answer to entering').not.to.be.like(xml`<presence type="error"/>`);
}
