import type { FunctionClaimRow } from '../model/claims-functions.ts';
import { functionClaimStates } from '../model/claims-functions.ts';
import type { LimitClaimRow } from '../model/claims-limits.ts';
import { type ClaimRows, claimRows } from '../model/claims-rows.ts';
import type { SoftwareClaimRow } from '../model/claims-software.ts';
import { plural } from '../model/count.ts';
import { type RunRecord, type Side, sides } from '../model/record.ts';
import { clip } from './text.ts';
import { targetOf } from './words.ts';

/** What the reports say in words of the providers' declarations. */

const named = 4;

/** "missing: Groups, Reactions and 2 more" */
function phrase(state: string, names: readonly string[]): string {
  const more = names.length > named ? ` and ${names.length - named} more` : '';
  return `${state}: ${names.slice(0, named).join(', ')}${more}`;
}

const ofSide = <T extends { readonly side: Side }>(rows: readonly T[], side: Side): readonly T[] =>
  rows.filter((row) => row.side === side);

/** One or two sentences for each side that declares anything; none where nobody does. */
export function claimSentences(run: RunRecord): readonly string[] {
  const rows = claimRows(run);
  return sides.flatMap((side) => [
    ...functionSentence(rows, side),
    ...softwareSentence(run, rows, side),
    ...limitSentence(rows, side),
  ]);
}

function functionSentence({ functions }: ClaimRows, side: Side): readonly string[] {
  const own = ofSide(functions, side);
  const declared = own.filter(({ state }) => state !== 'present, not declared');
  if (declared.length === 0) return [];
  const parts = functionClaimStates.flatMap((state) => {
    const these = own.filter((row) => row.state === state);
    if (these.length === 0) return [];
    return [state === 'holds' ? `${these.length} hold` : phrase(state, these.map(titleOf))];
  });
  return [`${side} declares ${plural(declared.length, 'function')} for its own users. ${sentence(parts)}`];
}

function softwareSentence(run: RunRecord, { software }: ClaimRows, side: Side): readonly string[] {
  const own = ofSide(software, side);
  if (own.length === 0) return [];
  const having = (state: SoftwareClaimRow['state']): readonly string[] =>
    own.filter((row) => row.state === state).map(({ claim }) => `XEP-${claim.xep}`);
  const parts = [
    `${having('confirmed').length} confirmed`,
    ...(['contradicted', 'other version'] as const).flatMap((state) => {
      const these = having(state);
      return these.length === 0 ? [] : [phrase(state, these)];
    }),
    `${having('not tested').length} not tested`,
  ];
  const name = targetOf(run, side).claims?.software?.name ?? 'the software';
  return [`The DOAP file of ${name} claims ${plural(own.length, 'XEP')} for ${side}. ${sentence(parts)}`];
}

function limitSentence({ limits }: ClaimRows, side: Side): readonly string[] {
  const broken = ofSide(limits, side).filter(({ state }) => state === 'contradicted');
  return broken.length === 0 ? [] : [`Results contradict what ${side} declares: ${broken.map(limitWords).join(', ')}.`];
}

/** Why a declared function is missing, one sentence for each. */
export const missingSentences = (run: RunRecord): readonly string[] =>
  claimRows(run).functions.flatMap(({ side, function: { title }, state, reason, known }) =>
    state === 'missing'
      ? [`${side} declares "${title}", which is missing${known ? ', a known deviation' : ''}: ${clip(reason, 400)}.`]
      : [],
  );

/** "size of a stanza 262144 bytes" */
const limitWords = ({ title, declared, unit }: LimitClaimRow): string =>
  `${title.charAt(0).toLowerCase()}${title.slice(1)} ${declared} ${unit}`;

const titleOf = ({ function: { title } }: FunctionClaimRow): string => title;

function sentence(parts: readonly string[]): string {
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
