import { clip, visible } from './text.ts';

const textLimit = 20_000;

/** Text for a CDATA section. The builder splits only the first end mark of a text, so none may be in it. */
export const content = (lines: readonly string[]): string =>
  visible(clip(lines.join('\n'), textLimit)).replaceAll(']]>', String.raw`]]\u{003E}`);

/** CI services attach the file that [[ATTACHMENT|path]] names: what others wrote names none. */
export const withoutAttachment = (text: string): string => text.replace(/\[(?=\[ATTACHMENT)/giu, String.raw`\u{005B}`);
