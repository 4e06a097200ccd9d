import type { Evidence, Side } from '../../reports/model/record.ts';
import { renderTranscripts } from '../session/transcript.ts';
import { writeInto } from './events.ts';
import type { Performance } from './perform.ts';
import type { Planned } from './types.ts';

/** Writes the transcript of a performance into the results folder and points to the story's lines in it. */
export function keep(
  directory: string,
  { scenario, direction }: Planned,
  performance: Performance,
  inside?: Side,
): Evidence {
  const where = inside === undefined ? '' : `.inside-${inside}`;
  const path = `transcripts/${scenario.id}.${direction.replace('->', '-')}${where}.xml`;
  const { text, line, lines } = renderTranscripts(
    performance.transcripts,
    `${scenario.id} ${direction}${where}`,
    performance.storyAt,
  );
  writeInto(directory, path, text);
  return { path, lines: [line, lines] };
}
