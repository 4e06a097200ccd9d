import { sentence } from '../../reports/render/text.ts';

/** One thing that doctor looked at. */
export interface Finding {
  readonly what: string;
  readonly status: 'ok' | 'problem' | 'note';
  readonly text: string;
  /** What to do about a problem. */
  readonly remedy?: string;
  /** Whose business a problem is: the plan and the network, or what a server does against its specification. */
  readonly kind?: 'configuration' | 'conformance';
  /** Exit code that a problem of configuration calls for; 4 when absent. */
  readonly exit?: number;
}

export const ok = (what: string, text: string): Finding => ({ what, status: 'ok', text });
export const note = (what: string, text: string): Finding => ({ what, status: 'note', text });
export const problem = (
  what: string,
  text: string,
  remedy: string,
  kind: 'configuration' | 'conformance' = 'configuration',
): Finding => ({ what, status: 'problem', text, remedy, kind });

/** The lines of a finding: what, status, text; below them the remedy. */
export function findingText({ what, status, text, remedy, kind }: Finding): string {
  const head = `  ${status.padEnd(8)} ${what.padEnd(12)} ${sentence(text)}\n`;
  return remedy === undefined ? head : `${head}${' '.repeat(24)}${kind ?? 'configuration'}: ${sentence(remedy)}\n`;
}
