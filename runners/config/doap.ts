import { open } from 'node:fs/promises';
import type { Claims, SoftwareClaim } from '../../reports/model/claims.ts';
import { childElements, type Element, localName, namespaceOf, ownText, parseElement } from '../stanza/element.ts';
import { reasonOf } from './system-error.ts';
import { UsageError } from './usage-error.ts';

/**
 * The DOAP file of a product, as the XMPP software list asks for it (XEP-0453 0.1.2): RDF/XML that says which XEPs the
 * product implements, in which version and how far. The file is hostile text like any other.
 */

type Software = NonNullable<Claims['software']>;

const doap = 'http://usefulinc.com/ns/doap#';
const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const supported = 'https://linkmauve.fr/ns/xmpp-doap#';

/** In bytes; the largest that are published have some 60 kB. */
const largest = 1024 * 1024;
/** Of a text within it, in characters. */
const longest = 300;

/** What a DOAP file claims. `subject` begins the sentence of the UsageError, and names the option. */
export async function readDoap(path: string, subject: string): Promise<Software> {
  const refused = (problem: string, cause?: unknown): UsageError =>
    new UsageError(`${subject} ${path} ${problem}`, { cause });
  const text = await readText(path, refused);
  let root: Element;
  try {
    root = parseElement(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
    throw refused(`is not the XML of a DOAP file (${why.slice(0, longest)}); give the RDF/XML form.`, error);
  }
  const project = projectIn(root);
  if (project === undefined) {
    throw refused('describes no project; it must hold a Project of http://usefulinc.com/ns/doap# in RDF/XML.');
  }
  const claims = childrenOf(project, doap, 'implements').flatMap((implemented) =>
    childrenOf(implemented, supported, 'SupportedXep').flatMap(claimIn),
  );
  if (claims.length === 0) {
    throw refused(
      `lists no XEP; each must be a SupportedXep of ${supported} with the address of the XEP, as XEP-0453 shows it.`,
    );
  }
  return { name: textOf(project, doap, 'name') || 'unnamed', version: newestRelease(project), implements: claims };
}

async function readText(path: string, refused: (problem: string, cause?: unknown) => UsageError): Promise<string> {
  let bytes: Buffer;
  try {
    const file = await open(path);
    try {
      bytes = Buffer.alloc(largest + 1);
      bytes = bytes.subarray(0, await readInto(file, bytes));
    } finally {
      await file.close();
    }
  } catch (error) {
    throw refused(`cannot be read: ${reasonOf(error)}.`, error);
  }
  if (bytes.length > largest) throw refused(`has more than 1 MB, so it is no DOAP file; name another.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw refused('is not in UTF-8; save it in that encoding.', error);
  }
}

/** Fills the buffer as far as the file goes: one read may give less than there is. */
async function readInto(file: Awaited<ReturnType<typeof open>>, buffer: Buffer): Promise<number> {
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length);
    length += bytesRead;
    if (bytesRead === 0 || length === buffer.length) return length;
  }
}

/** The document itself, or the first within rdf:RDF. */
function projectIn(root: Element): Element | undefined {
  if (isNamed(root, doap, 'Project')) return root;
  return isNamed(root, rdf, 'RDF') ? childrenOf(root, doap, 'Project')[0] : undefined;
}

/** What is no numbered XEP, such as a proposal, is left out. */
function claimIn(element: Element): readonly SoftwareClaim[] {
  const [reference] = childrenOf(element, supported, 'xep');
  const address = reference === undefined ? '' : (resourceOf(reference) ?? ownText(reference).trim());
  const [, xep] = /\/xep-(\d{4})(?:\.html|\.xml)?\/?(?:#.*)?$/.exec(address) ?? [];
  if (xep === undefined) return [];
  const of = (name: string): string => textOf(element, supported, name);
  const [since, note] = [of('since'), of('note')];
  return [
    {
      xep,
      version: of('version'),
      status: of('status').toLowerCase(),
      ...(since !== '' && { since }),
      ...(note !== '' && { note }),
    },
  ];
}

/** The attribute rdf:resource, whatever its prefix. */
function resourceOf(element: Element): string | undefined {
  const name = Object.keys(element.attrs).find((attribute) => /^[^:]+:resource$/.test(attribute));
  return name === undefined ? undefined : String(element.attrs[name]);
}

/** Revision of the release with the latest date; empty where the file lists none. */
function newestRelease(project: Element): string {
  const releases = childrenOf(project, doap, 'release')
    .flatMap((release) => childrenOf(release, doap, 'Version'))
    .map((version) => ({ revision: textOf(version, doap, 'revision'), created: textOf(version, doap, 'created') }))
    .filter(({ revision }) => revision !== '');
  return releases.toSorted((left, right) => right.created.localeCompare(left.created))[0]?.revision ?? '';
}

const isNamed = (element: Element, namespace: string, name: string): boolean =>
  localName(element) === name && namespaceOf(element) === namespace;

const childrenOf = (element: Element, namespace: string, name: string): readonly Element[] =>
  childElements(element).filter((child) => isNamed(child, namespace, name));

/** Of several, such as translations, the first; on one line, and cut where it is too long. */
function textOf(element: Element, namespace: string, name: string): string {
  const [child] = childrenOf(element, namespace, name);
  return child === undefined ? '' : ownText(child).trim().replaceAll(/\s+/g, ' ').slice(0, longest);
}
