import { html, type Html } from './template.ts';

/** A table that becomes blocks on a small screen; its roles are explicit because `display` changes there. */
export const table = (
  kind: string,
  caption: string,
  heads: readonly (string | Html)[],
  bodies: readonly Html[],
  id = '',
): Html => html`
<table${id === '' ? '' : html` id="${id}"`} class="st ${kind}" role="table"><caption class="vh">${caption}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => (typeof head === 'string' ? columnHead(head) : head))}</tr></thead>
${bodies}</table>`;

export const columnHead = (text: string, kind = ''): Html =>
  html`<th role="columnheader" scope="col"${kind === '' ? '' : html` class="${kind}"`}>${text}</th>`;

export const body = (rows: readonly Html[]): Html => html`<tbody role="rowgroup">${rows}</tbody>\n`;

export const row = (head: Html | string, cells: readonly Html[]): Html =>
  html`<tr role="row"><th role="rowheader" scope="row">${head}</th>${cells}</tr>\n`;

/** A cell that on a small screen carries the name of its column. */
export const cell = (label: string, content: Html | string, kind = ''): Html =>
  html`<td role="cell"${kind === '' ? '' : html` class="${kind}"`} data-l="${label}">${content}</td>`;
