import picocolors from 'picocolors';
import { groupBy } from '../../reports/model/count.ts';
import { fedcheckVersion } from '../config/version.ts';
import { isKill, type KillCell, type KillFault, type KillMatrix } from '../../reports/model/kill-matrix.ts';
import { renderKillMatrix } from '../../reports/render/html/kill-matrix.ts';
import { killMatrixText } from '../../reports/render/kill-matrix-terminal.ts';
import { exitCodes } from './exit-codes.ts';
import { type Io, wantsColor } from './io.ts';
import { writeInto } from './results-folder.ts';
import { columns } from './texts.ts';

/** What a self-test found, as a matrix: it is well where every fault was played and every cell is a kill. */
export function killMatrixOf(
  startedAt: string,
  faults: readonly KillFault[],
  cells: readonly KillCell[],
  partial: boolean,
): KillMatrix {
  const played = new Set(cells.map(({ fault }) => fault));
  return {
    schema: 'urn:fedcheck:kill-matrix:1',
    fedcheck: fedcheckVersion(),
    startedAt,
    finishedAt: new Date().toISOString(),
    partial,
    ok: !partial && faults.length > 0 && faults.every(({ name }) => played.has(name)) && cells.every(isKill),
    faults: [...faults],
    cells: [...cells],
  };
}

/** Writes the matrix as data and as a page into the results folder. Resolves with the paths of both. */
async function writeKillMatrix(folder: string, matrix: KillMatrix): Promise<readonly string[]> {
  const json = await writeInto(folder, 'kill-matrix.json', `${JSON.stringify(matrix, undefined, 2)}\n`);
  const page = await writeInto(folder, 'reports/kill-matrix.html', renderKillMatrix(matrix));
  return [json, page];
}

/** Writes the matrix, tells what is not killed, and resolves with the exit code. */
export async function concludeKillMatrix(folder: string, matrix: KillMatrix, io: Io, color?: boolean): Promise<number> {
  const paths = await writeKillMatrix(folder, matrix);
  const colors = picocolors.createColors(wantsColor(io.stderr, io.environment, color));
  io.stderr.write(`\n${areasText(matrix)}\n${killMatrixText(matrix, colors)}\n`);
  for (const path of paths) io.stdout.write(`${path}\n`);
  if (io.signal.aborted) return exitCodes.interrupted;
  return matrix.ok ? exitCodes.ok : exitCodes.failed;
}

/** How many faults each area met, in how many stories, and how many of these killed theirs. */
function areasText({ cells }: Pick<KillMatrix, 'cells'>): string {
  const rows = [...groupBy(cells, ({ area }) => area)].sort(([one], [other]) => (one < other ? -1 : 1));
  const lines = rows.map(([area, some]) => {
    const faults = new Set(some.map(({ fault }) => fault)).size;
    return [area, ...[faults, some.length, some.filter(isKill).length].map(String)];
  });
  return columns([['area', 'faults', 'stories', 'killed'], ...lines]);
}
