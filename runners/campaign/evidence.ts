import type { Evidence } from '../../reports/model/record.ts';
import { renderTranscripts } from '../session/transcript.ts';
import { writeInto } from './events.ts';
import { type ControlPlay, otherSide } from './grounds.ts';
import type { Performance } from './perform.ts';
import type { Planned } from './types.ts';

/** Writes the transcript of a performance into the results folder and points to the story's lines in it. */
export function keep(
  directory: string,
  { scenario, direction, spoilt }: Planned,
  performance: Performance,
  control?: ControlPlay,
): Evidence {
  const where = `${spoilt ? `.fault-${String(spoilt.number)}` : ''}${control ? placeOf(control) : ''}`;
  const path = `transcripts/${scenario.id}.${direction.replace('->', '-')}${where}.xml`;
  const { text, line, lines } = renderTranscripts(
    performance.transcripts,
    `${scenario.id} ${direction}${where}`,
    performance.storyAt,
    control?.with === 'reference' ? { A: 'A', B: 'B', [otherSide(control.at)]: 'reference' } : undefined,
  );
  writeInto(directory, path, text);
  return { path, lines: [line, lines] };
}

const placeOf = (control: ControlPlay): string =>
  control.with === 'itself' ? `.inside-${control.at}` : `.${control.at}-with-reference`;
