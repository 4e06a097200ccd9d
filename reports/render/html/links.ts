import type { Finding } from '../../model/findings.ts';
import { html, type Html, nothing } from './template.ts';

/** An id made of letters, digits and hyphens. */
export const anchorOf = (text: string): string => text.replace(/[^\dA-Za-z]+/g, '-').replace(/-$/, '');

/** A link to the finding, with a space in front. */
export const findingLink = (finding: Finding | undefined): Html =>
  finding === undefined ? nothing : html` <a class="nb" href="#${finding.id.toLowerCase()}">${finding.id}</a>`;
