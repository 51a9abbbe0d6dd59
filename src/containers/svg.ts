import { UnreadableMediaError } from '../domain/errors.ts';
import { bufferBytes } from '../files/bytes.ts';
import { type Container, type Findings, findings } from './container.ts';
import { withEntities } from './svg-entities.ts';
import { type Markup, markupOf } from './svg-markup.ts';
import { decodeText } from './text.ts';
import { decodeEntities } from './xml.ts';
import { addXmp } from './xmp.ts';

const C2PA_NAMESPACE = 'http://c2pa.org/manifest';
const MAX_MANIFEST_CHARS = 64 * 1024 * 1024;

/**
 * SVG (W3C SVG 2): what stands in `metadata`, also RDF and a manifest store there, title and description, comments, and
 * embedded pictures as files of their own. Entities are put in place once and never within each other; nothing is fetched.
 */
export const svg: Container = {
  id: 'svg',
  version: 1,
  formats: ['svg'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readSvg(found, withEntities(decodeText(bytes.read(0, bytes.sizeBytes)))));
    return found.contents();
  },
};

interface Open {
  readonly name: string;
  readonly contentAt: number;
}

function readSvg(found: Findings, text: string): void {
  const open: Open[] = [];
  let declarations = '';
  let isClosed = false;
  for (const markup of markupOf(text)) {
    if (markup.kind === 'comment') found.field('svg.comment', markup.text.trim());
    else if (markup.kind === 'open') {
      if (declarations.length < MAX_DECLARATIONS) declarations += namespacesOf(markup.text);
      addEmbedded(found, markup);
      if (!markup.isEmpty && isTelling(markup.name, open))
        open.push({ name: markup.name, contentAt: markup.end });
    } else if (markup.kind === 'close') {
      if (markup.name.replace(/^.*:/, '') === 'svg') isClosed = true;
      const last = open.at(-1);
      if (last === undefined || last.name !== markup.name) continue;
      open.pop();
      addElement(found, last.name, text.slice(last.contentAt, markup.at), declarations);
    }
  }
  if (!isClosed) throw new UnreadableMediaError('cut', 'svg', 'the drawing is not closed');
}

const MAX_DECLARATIONS = 64 * 1024;
const TELLING = /^(?:[\w.-]+:)?(?:metadata|title|desc|manifest)$/;

/** Elements are not looked for inside one another, but for a manifest inside metadata. */
function isTelling(name: string, open: readonly Open[]): boolean {
  if (!TELLING.test(name)) return false;
  return open.length === 0 || (open.length === 1 && name.endsWith('manifest'));
}

function addElement(found: Findings, name: string, content: string, declarations: string): void {
  const local = name.replace(/^.*:/, '');
  if (local === 'metadata') addMetadata(found, content, declarations);
  else if (local === 'manifest') addManifest(found, name, content, declarations);
  else found.field(`svg.${local}`, plainText(content).trim());
}

function addMetadata(found: Findings, content: string, declarations: string): void {
  found.field('svg.metadata', plainText(content).trim());
  const rdf = /<(?:[\w.-]+:)?RDF[\s>]/.exec(content);
  // Prefixes are usually declared at the root.
  if (rdf !== null) addXmp(found, `<x${declarations}>${withoutCharacterData(content)}</x>`, 'svg.metadata');
}

/** A manifest store in Base64 (C2PA 2.4 §A.3.7), whatever the prefix of its namespace. */
function addManifest(found: Findings, name: string, content: string, declarations: string): void {
  const prefix = name.slice(0, Math.max(0, name.indexOf(':')));
  const declared = declarations.includes(`xmlns:${prefix}="${C2PA_NAMESPACE}"`);
  if (!declared && prefix !== 'c2pa') return;
  if (content.length > MAX_MANIFEST_CHARS)
    throw new UnreadableMediaError('limit', 'svg.manifest', 'it is too large');
  found.manifest('svg.manifest', Buffer.from(content, 'base64'));
}

/** Pictures in `data:` links (RFC 2397). */
function addEmbedded(found: Findings, markup: Markup & { readonly kind: 'open' }): void {
  if (!/^(?:[\w.-]+:)?(?:image|feImage)$/.test(markup.name)) return;
  const link = markup.text.indexOf('data:image/');
  if (link === -1) return;
  const from = markup.text.indexOf(';base64,', link);
  if (from === -1) return;
  const end = markup.text.slice(from).search(/["']/);
  const encoded = markup.text.slice(from + ';base64,'.length, end === -1 ? undefined : from + end);
  found.member('svg.image', bufferBytes(Buffer.from(encoded, 'base64')), 'part');
}

function namespacesOf(tag: string): string {
  if (!tag.includes('xmlns:')) return '';
  const found = tag.match(/\sxmlns:[\w.-]{1,100}\s*=\s*(?:"[^"<]{0,500}"|'[^'<]{0,500}')/g) ?? [];
  return found.map((declaration) => declaration.replace(/\s*=\s*/, '=').replaceAll("'", '"')).join('');
}

/** Character data of an element: CDATA as it stands, other text with its built-in entities resolved, tags left out. */
function plainText(content: string): string {
  let text = '';
  let at = 0;
  for (const markup of markupOf(content)) {
    text += decodeEntities(content.slice(at, markup.at));
    if (markup.kind === 'cdata') text += markup.text;
    at = markup.end;
  }
  return text + decodeEntities(content.slice(at));
}

function withoutCharacterData(content: string): string {
  return content.replaceAll('<![CDATA[', '').replaceAll(']]>', '');
}
