import { UnreadableMediaError } from '../domain/errors.ts';
import type { Field } from '../domain/media.ts';
import type { Findings } from './container.ts';
import { asBuffer, decodeText, utf16 } from './text.ts';
import { parseXml, type XmlElement, type XmlNode } from './xml.ts';
import { namespaceOf, qualifier, RDF } from './xmp-namespaces.ts';

/** Prefixes in force at one element. */
type Scope = ReadonlyMap<string, string>;

interface Reading {
  readonly fields: Field[];
  readonly where: string;
}

/**
 * An XMP packet (ISO 16684-1) as fields `xmp.<prefix>:<Name>`, by namespace URI, whatever prefixes it declares.
 * Struct members follow a slash (`xmp.xmpMM:History[2]/stEvt:action`), items of simple arrays repeat their property's name.
 * Throws UnreadableMediaError where the packet cannot be read to its end.
 */
export function readXmp(packet: string, where = 'xmp'): readonly Field[] {
  const reading: Reading = { fields: [], where };
  const text = packet.slice(Math.max(0, packet.indexOf('<')));
  refuseCut(text, where);
  let found = false;
  forEachRdf(parseXml(text, where), NO_SCOPE, (rdf, scope) => {
    found = true;
    readRdf(reading, rdf, scope);
  });
  if (!found) throw new UnreadableMediaError('damaged', where, 'it holds no RDF');
  return reading.fields;
}

/** Reads a packet into `found`; what is wrong with it becomes a problem. */
export function addXmp(found: Findings, packet: Uint8Array | string, where: string): void {
  found.attempt(() => {
    const text = typeof packet === 'string' ? packet : decodeXmp(packet);
    if (text.trim() === '') return;
    found.countXml(text.length, where);
    found.fields(readXmp(text, where));
  });
}

/** A packet's text: UTF-8 unless its first characters show UTF-16 (ISO 16684-3 §7.2). */
export function decodeXmp(bytes: Uint8Array): string {
  if (bytes[0] === 0x3c && bytes[1] === 0) return utf16(bytes, 'little');
  if (bytes[0] === 0 && bytes[1] === 0x3c) return utf16(bytes, 'big');
  return decodeText(asBuffer(bytes));
}

const NO_SCOPE: Scope = new Map();

/** The parser forgives a missing end; a gate does not: the root must be closed. */
function refuseCut(text: string, where: string): void {
  const root = /<([A-Za-z_][\w.:-]*)[\s/>]/.exec(text)?.[1];
  if (root === undefined) throw new UnreadableMediaError('damaged', where, 'it holds no XML');
  const last = text.lastIndexOf(`</${root}`);
  const isClosed = last !== -1 && text.indexOf('>', last) !== -1;
  if (!isClosed && !/\/>\s*(<\?[^>]*\?>\s*)?$/.test(text.slice(-1000))) {
    throw new UnreadableMediaError('cut', where, 'its XML ends before it is closed');
  }
}

function forEachRdf(
  nodes: readonly XmlNode[],
  scope: Scope,
  visit: (rdf: XmlElement, scope: Scope) => void,
): void {
  for (const node of nodes) {
    if ('text' in node) continue;
    const inner = withDeclarations(scope, node);
    if (nameOf(node.name, inner) === 'rdf:RDF') visit(node, inner);
    else forEachRdf(node.children, inner, visit);
  }
}

function readRdf(reading: Reading, rdf: XmlElement, scope: Scope): void {
  for (const node of rdf.children) {
    if ('text' in node) continue;
    const inner = withDeclarations(scope, node);
    readAttributes(reading, node, inner, '');
    for (const property of node.children) {
      if ('text' in property) continue;
      const declared = withDeclarations(inner, property);
      readValue(reading, property, declared, nameOf(property.name, declared));
    }
  }
}

/** The value of a property or array item: text, resource, struct or array (ISO 16684-1 §7). */
function readValue(reading: Reading, element: XmlElement, scope: Scope, path: string): void {
  readAttributes(reading, element, scope, path);
  let text = '';
  let structured = false;
  for (const child of element.children) {
    if ('text' in child) {
      text += child.text;
      continue;
    }
    structured = true;
    const inner = withDeclarations(scope, child);
    const name = nameOf(child.name, inner);
    if (ARRAYS.has(name)) readArray(reading, child, inner, path);
    else readValue(reading, child, inner, TRANSPARENT.has(name) ? path : `${path}/${name}`);
  }
  if (!structured || text.trim() !== '') emit(reading, path, text.trim());
}

function readArray(reading: Reading, array: XmlElement, scope: Scope, path: string): void {
  let index = 0;
  for (const child of array.children) {
    if ('text' in child) continue;
    index += 1;
    const inner = withDeclarations(scope, child);
    readValue(reading, child, inner, isStruct(child, inner) ? `${path}[${index}]` : path);
  }
}

/** Whether an array item has members of its own, which must not mix with those of its neighbours. */
function isStruct(item: XmlElement, scope: Scope): boolean {
  if (item.children.some((child) => 'name' in child)) return true;
  return [...item.attributes.keys()].some((name) => isProperty(nameOf(name, scope)));
}

function readAttributes(reading: Reading, element: XmlElement, scope: Scope, path: string): void {
  for (const [attribute, value] of element.attributes) {
    if (attribute === 'xmlns' || attribute.startsWith('xmlns:')) continue;
    const name = nameOf(attribute, scope);
    if (name === 'rdf:resource' && path !== '') emit(reading, path, value);
    else if (isProperty(name)) emit(reading, path === '' ? name : `${path}/${name}`, value);
  }
}

const ARRAYS = new Set(['rdf:Bag', 'rdf:Seq', 'rdf:Alt']);
const TRANSPARENT = new Set(['rdf:Description', 'rdf:value', 'rdf:li']);

function isProperty(name: string): boolean {
  return !name.startsWith('rdf:') && !name.startsWith('xml:');
}

function emit(reading: Reading, path: string, value: string): void {
  if (value !== '') reading.fields.push({ where: `xmp.${path}`, value });
}

function withDeclarations(scope: Scope, element: XmlElement): Scope {
  let inner: Map<string, string> | undefined;
  for (const [attribute, uri] of element.attributes) {
    if (attribute !== 'xmlns' && !attribute.startsWith('xmlns:')) continue;
    inner ??= new Map(scope);
    inner.set(attribute === 'xmlns' ? '' : attribute.slice('xmlns:'.length), uri);
  }
  return inner ?? scope;
}

/** `prefix:Name` by the registered prefix of the namespace; a prefix nobody declared is taken at its word. */
function nameOf(written: string, scope: Scope): string {
  const colon = written.indexOf(':');
  const prefix = colon === -1 ? '' : written.slice(0, colon);
  const local = written.slice(colon + 1);
  if (prefix === 'xml') return written;
  const uri = scope.get(prefix) ?? namespaceOf(prefix);
  if (uri === undefined || uri === '') return written;
  return uri === RDF ? `rdf:${local}` : `${qualifier(uri)}${local}`;
}
