import {
  amend,
  anyOf,
  type Element,
  errorTo,
  expect,
  type Fault,
  type Matcher,
  ns,
  presenceFrom,
  type Sent,
  type Story,
  xep,
  xml,
} from '../../runners/index.ts';
import { unlessRefused } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
/** For which entry is refused whatever else holds: the nickname is reserved (XEP-0045, sections 7.2.8 and 7.2.16). */
const aboutNickname = ['conflict', 'not-acceptable'];
/** For which an open room, too, may keep others out: it is preset for members or with a password (7.2.5, 7.2.6). */
const aboutPresets = ['registration-required', 'not-authorized'];

/**
 * What comes of entering: an error, or the own presence. By its status codes that is known under whatever nickname, since
 * "the service MAY rewrite the new occupant's roomnick" (XEP-0045, section 7.2.2); others may be there before (18.1).
 */
export function answerToEntering(room: { readonly jid: string }, sent: Sent): Matcher {
  const present = presenceFrom(room.jid);
  const isOwn = (stanza: Element): boolean =>
    stanza.attrs.from === sent.stanza.attrs.to ||
    (stanza.getChild('x', ns.mucUser)?.getChildren('status') ?? []).some(({ attrs }) =>
      ['110', '201'].includes(String(attrs.code)),
    );
  return anyOf(errorTo(sent), presenceFrom(room.jid, 'error'), {
    what: `the own presence in ${room.jid}`,
    matches: (stanza) => present.matches(stanza) && isOwn(stanza),
  });
}

/** Ends the story where entry was refused for the nickname, which the service may have reserved for another user. */
export const unlessNickname = (answer: Element, story: Story): void => unlessRefused(answer, aboutNickname, story);

/** Ends the story where entry was refused for the nickname or by what the service presets. */
export const unlessPreset = (answer: Element, story: Story): void =>
  unlessRefused(answer, [...aboutNickname, ...aboutPresets], story);

/** Ends the story where entry was refused for anything but this: services have reasons of their own (7.2.16). */
export function unlessOtherReason(answer: Element, condition: string, story: Story): void {
  if (answer.attrs.type === 'error' && !answer.getChild('error')?.getChild(condition, ns.stanzas))
    story.refused(answer);
}

/** Ends the story where the room was not made, since only some may create rooms (XEP-0045, section 10.1.1). */
export async function unlessRestricted(answer: Element, story: Story): Promise<void> {
  if (answer.attrs.type !== 'error') return;
  unlessNickname(answer, story);
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

/** An unlocked room lets others in; what keeps them out for another reason is not locked. */
export function expectOpen(answer: Element, story: Story): void {
  unlessOtherReason(answer, 'item-not-found', story);
  expect(answer, 'the answer to entering').not.to.be.like(xml`<presence type="error"/>`);
}

/** All presence on the way to somebody becomes the refusal of its entry. */
export const refusingEntry = (condition: string, to: string): Fault =>
  amend(
    `refuses entry with ${condition}`,
    'presence',
    (presence) => {
      presence.attrs.type = 'error';
      presence.c('error', { type: 'cancel' }).c(condition, { xmlns: ns.stanzas });
    },
    to,
  );
