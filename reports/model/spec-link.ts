import type { Requirement } from './record.ts';
import { visible } from './visible.ts';

type Place = Pick<Requirement, 'specification' | 'version' | 'section' | 'anchor'>;

/** The specification as a text cites it: "RFC 6121, section 3.1.3", "XEP-0045 1.35.5, section 7.2.2". */
export function citation({ specification, version, section }: Omit<Place, 'anchor'>): string {
  const document = version === '' ? specification : `${specification} ${version}`;
  return section === '' ? document : `${document}, section ${section}`;
}

/** Where the requirement is published; undefined for a source that has no page of its own, such as a policy. */
export function specificationUrl({ specification, section, anchor }: Omit<Place, 'version'>): string | undefined {
  const [, series, number] = /^(RFC |XEP-)(\d+)$/.exec(specification) ?? [];
  if (number === undefined) return undefined;
  if (series === 'XEP-') {
    return `https://xmpp.org/extensions/xep-${number}.html${anchor === undefined ? '' : `#${encodeURIComponent(visible(anchor))}`}`;
  }
  const place = /^\d+(\.\d+)*$/.test(section) ? `#section-${section}` : '';
  return `https://www.rfc-editor.org/rfc/rfc${number}${place}`;
}
