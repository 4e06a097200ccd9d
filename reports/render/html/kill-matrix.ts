import { createHash } from 'node:crypto';
import type { KillMatrix } from '../../model/kill-matrix.ts';
import { type FaultRow, faultRows, missedCells } from '../../model/kill-rows.ts';
import { killHeadline } from '../kill-words.ts';
import { moment } from '../words.ts';
import { killHead, meaningsSection } from './kill-matrix-head.ts';
import { missedSection, mostMissed } from './kill-matrix-missed.ts';
import { pictureSection } from './kill-matrix-picture.ts';
import { killScript } from './kill-matrix-script.ts';
import { serversSection } from './kill-matrix-servers.ts';
import { killStyle } from './kill-matrix-style.ts';
import { wireSection } from './kill-matrix-wire.ts';
import { sprite } from './symbols.ts';
import { Html, html } from './template.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

// As for the report: nothing but these exact bytes may run, and nothing may be loaded, embedded or sent.
const policy = [
  `default-src 'none'`,
  `style-src ${hash(killStyle)}`,
  `script-src ${hash(killScript)}`,
  `base-uri 'none'`,
  `form-action 'none'`,
].join('; ');

/** The page of the kill matrix: one file that loads nothing, and can be read without script. */
export function renderKillMatrix(matrix: KillMatrix): string {
  const rows = faultRows(matrix);
  const all = sections(matrix, rows);
  const { markup } = html`<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">
<title>${killHeadline(matrix, rows)}, ${moment(matrix.startedAt)}, fedcheck kill matrix</title><style>${new Html(killStyle)}</style></head>
<body><a class="skip" href="#s-missed">Skip to what was not killed</a>${sprite}
${killHead(matrix, rows, all)}
<main>${all.map(([, , section]) => html`${section}\n`)}</main>
<footer>fedcheck ${matrix.fedcheck}, kill matrix of ${moment(matrix.startedAt)}. This page loads nothing from the network.</footer>
<script>${new Html(killScript)}</script></body></html>`;
  return `<!DOCTYPE html>\n${markup}\n`;
}

/** What a matrix has nothing of has no section. */
function sections(
  matrix: KillMatrix,
  rows: readonly FaultRow[],
): readonly (readonly [id: string, title: string, section: Html])[] {
  const cells = missedCells(matrix);
  const missed = new Map(cells.slice(0, mostMissed).map((cell, index) => [cell, `m-${index + 1}`]));
  const served = rows.filter(({ fault }) => fault.source !== 'wire');
  const anchors = new Map(served.map((row, index) => [row, `k-${index + 1}`]));
  const every = [
    ['missed', 'Not killed', missedSection(rows, cells, missed)],
    ['matrix', 'The matrix', pictureSection(served, anchors)],
    ['servers', 'Faulty servers', serversSection(served, anchors, missed)],
    [
      'wire',
      'Faults on the wire',
      wireSection(
        rows.filter(({ fault }) => fault.source === 'wire'),
        missed,
      ),
    ],
    ['words', 'How to read this', meaningsSection()],
  ] as const;
  return every.filter(([, , { markup }]) => markup !== '');
}
