import { clip, visible } from '../text.ts';
import { Html, html, escape } from './template.ts';

const limit = 4000;
// A tag with its quoted attribute values, or text. What is neither, such as a lone "<", is shown as text.
const token = /<(?:[^"'<>]|"[^"]*"|'[^']*')*>|[^<]+|</g;

/**
 * A stanza on lines of its own for each child, so that a human can read it. Nothing but white space between two tags
 * is added: text, and tags around text, stay as they came.
 */
export function stanzaLines(xml: string): readonly string[] {
  const lines: string[] = [];
  let depth = 0;
  let inText = false;
  for (const [part] of clip(xml, limit).matchAll(token)) {
    const isTag = part.startsWith('<') && part.endsWith('>');
    const closes = isTag && part.startsWith('</');
    if (closes) depth = Math.max(0, depth - 1);
    const last = lines.length - 1;
    const joins = lines.length > 0 && (!isTag || inText || (closes && opensSame(lines[last] ?? '', part)));
    if (joins) lines[last] = `${lines[last] ?? ''}${part}`;
    else lines.push(`${'  '.repeat(depth)}${part}`);
    inText = !isTag;
    if (isTag && !closes && !part.endsWith('/>') && !/^<[?!]/.test(part)) depth += 1;
  }
  return lines.flatMap((line) => visible(line).split('\n'));
}

const opensSame = (line: string, closing: string): boolean => line.trim().startsWith(`<${closing.slice(2, -1).trim()}`);

/** Names, attribute values and text, told apart. */
function highlight(line: string): Html {
  const parts = line
    .split(/(<(?:[^"'<>]|"[^"]*"|'[^']*')*>)/)
    .map((part) => (part.startsWith('<') && part.endsWith('>') ? tag(part) : escape(part)));
  return new Html(parts.join(''));
}

function tag(text: string): string {
  const [, open = '', name = '', rest = ''] = /^(<\/?)([^\s"'/>]*)([^]*)$/.exec(text) ?? [];
  const attributes = rest
    .split(/("[^"]*"|'[^']*')/)
    .map((part) => (/^["']/.test(part) ? `<span class="s">${escape(part)}</span>` : escape(part)));
  return `${escape(open)}<span class="t">${escape(name)}</span>${attributes.join('')}`;
}

const signs = { missing: ['−', 'missing from what was received'], changed: ['~', 'not as required'] } as const;
type Mark = keyof typeof signs | undefined;

const lineOf = (line: string, mark: Mark): Html =>
  mark === undefined
    ? html`<span class="l"><span class="g"> </span>${highlight(line)}\n</span>`
    : html`<span class="l m"><span class="g" aria-hidden="true">${signs[mark][0]}</span><span class="vh">${signs[mark][1]}: </span>${highlight(line)}\n</span>`;

/** A stanza, with the lines that `markOf` names set off. */
export function stanza(xml: string, markOf: (line: string, index: number) => Mark = () => undefined): Html {
  return html`<pre class="x">${stanzaLines(xml).map((line, index) => lineOf(line, markOf(line, index)))}</pre>`;
}

/** Marks the children that another stanza lacks; the first line, where servers add addresses, is not compared. */
export function lackedBy(other: string, mark: keyof typeof signs): (line: string, index: number) => Mark {
  const theirs = new Set(stanzaLines(other));
  return (line, index) => (index > 0 && !theirs.has(line) ? mark : undefined);
}
