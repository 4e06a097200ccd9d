import { expect } from 'chai';

export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Every tag of some markup. Fails where a bracket is left that belongs to none. */
export function tagsIn(markup: string): readonly Tag[] {
  const tag = /<\/?([a-z][a-z\d]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi;
  expect(markup.replaceAll(tag, '')).not.to.match(/[<>]/);
  return [...markup.matchAll(tag)].map(([, name = '', list = '']) => {
    const attributes = [...list.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(
      ([, key = '', value = '']) => [key, value] as const,
    );
    return { name, attributes: new Map(attributes) };
  });
}

/** Characters that steer, hide or break what is shown. */
export const unseen =
  /[\0-\x08\x0B-\x1F\x7F-\x9F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]|[\u{D800}-\u{DFFF}]/u;
