import { isolated, visible } from '../text.ts';

/** Markup of our own. Everything else is text, and is escaped on its way into a template. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Value = Html | string | number | readonly Value[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text as HTML shows it, in content and in quoted attributes; what is invisible is written out, and what runs from right
 * to left is isolated. By characters (FSI, PDI), since an element would do nothing in attributes, titles and drawings.
 */
export const escape = (text: string): string =>
  isolated(
    visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? ''),
    '&#x2068;',
    '&#x2069;',
  );

const markupOf = (value: Value): string => {
  if (value instanceof Html) return value.markup;
  return typeof value === 'string' || typeof value === 'number' ? escape(String(value)) : value.map(markupOf).join('');
};

/** A template whose values are escaped, unless they are Html themselves. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(parts.reduce((markup, part, index) => markup + markupOf(values[index - 1] ?? '') + part));

export const nothing = html``;
