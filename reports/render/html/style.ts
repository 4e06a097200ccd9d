import { findingsStyle } from './style-findings.ts';
import { layoutStyle } from './style-layout.ts';
import { narrowStyle } from './style-narrow.ts';
import { printStyle } from './style-print.ts';
import { speedsStyle } from './style-speeds.ts';
import { tablesStyle } from './style-tables.ts';
import { tokensStyle } from './style-tokens.ts';

/** The style sheet, to the byte: its hash stands in the content security policy. */
export const style = [tokensStyle, layoutStyle, tablesStyle, findingsStyle, speedsStyle, narrowStyle, printStyle].join(
  '',
);
