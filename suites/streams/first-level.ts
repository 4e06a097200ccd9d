import { type Element, xml } from '../../runners/index.ts';

interface Frame {
  readonly flow: 'in' | 'out';
  readonly text: string;
}

const token = /<!\[CDATA\[.*?\]\]>|<(?:"[^"]*"|'[^']*'|[^>"'])*>/gs;

/**
 * The first-level elements of a stream, without their content, found by counting tags and nothing else: a second opinion
 * beside the parser's, since two readers that disagree are what smuggling lives on.
 */
export function firstLevel(text: string): readonly Element[] {
  const found: Element[] = [];
  let depth = 0;
  for (const [tag] of text.matchAll(token)) {
    if (tag.startsWith('<!') || tag.startsWith('<?')) continue;
    const closes = tag.startsWith('</');
    if (!closes && depth === 0) found.push(elementOf(tag));
    if (closes) depth -= 1;
    else if (!tag.endsWith('/>')) depth += 1;
  }
  return found;
}

/** Those behind the stanza of one id and before that of another, or the end. */
export function firstLevelBetween(frames: readonly Frame[], afterId: string, beforeId: string): readonly Element[] {
  const text = frames.flatMap((frame) => (frame.flow === 'in' ? [frame.text] : [])).join('');
  const start = text.indexOf('</message>', text.indexOf(afterId));
  const all = firstLevel(start === -1 ? '' : text.slice(start + '</message>'.length));
  const end = all.findIndex(({ attrs }) => attrs.id === beforeId);
  return end === -1 ? all : all.slice(0, end);
}

/** Name, id and sender are all that is asked of it. */
function elementOf(tag: string): Element {
  const element = xml`<x/>`;
  element.name = /^<([^\s/>]+)/.exec(tag)?.[1] ?? '';
  for (const name of ['id', 'from']) {
    const [, , value] = new RegExp(`\\s${name}\\s*=\\s*(["'])(.*?)\\1`, 's').exec(tag) ?? [];
    if (value !== undefined) element.attrs[name] = value;
  }
  return element;
}
