import { XMLParser } from 'fast-xml-parser';
import { UnreadableMediaError } from '../domain/errors.ts';

/** An element or a run of text, in document order. Names are as written, with their prefix. */
export type XmlNode =
  | { readonly text: string }
  | {
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
      readonly children: readonly XmlNode[];
    };
export type XmlElement = Extract<XmlNode, { readonly name: string }>;

const MAX_CHARS = 8 * 1024 * 1024;
const MAX_ELEMENTS = 200_000;
const MAX_DEPTH = 100;
const TEXT = '#text';
const CDATA = '#cdata';
const ATTRIBUTES = ':@';

/**
 * A tree of XML 1.0 text. Only the five built-in entities and character references are expanded; no DTD is loaded.
 * Throws UnreadableMediaError: `limit` over 8 Mi characters, 200,000 elements or 100 levels; `cut` where the root is not
 * closed; `damaged` where it is no XML.
 */
export function parseXml(text: string, where: string): readonly XmlNode[] {
  if (text.length > MAX_CHARS) throw new UnreadableMediaError('limit', where, 'its XML is too long');
  let elements = 0;
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    allowBooleanAttributes: true,
    parseTagValue: false,
    trimValues: false,
    cdataPropName: CDATA,
    processEntities: false,
    maxNestedTags: MAX_DEPTH,
    updateTag: () => {
      elements += 1;
      if (elements > MAX_ELEMENTS)
        throw new UnreadableMediaError('limit', where, 'its XML has too many elements');
      return true;
    },
  });
  return nodes(parsed(parser, text, where), 0);
}

function parsed(parser: XMLParser, text: string, where: string): unknown {
  try {
    return parser.parse(text);
  } catch (error) {
    if (error instanceof UnreadableMediaError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    if (message.includes('nested tags')) {
      throw new UnreadableMediaError('limit', where, 'its XML is nested too deep', { cause: error });
    }
    throw new UnreadableMediaError('damaged', where, 'it is not well-formed XML', { cause: error });
  }
}

/** The parser's own objects, whose keys are foreign names, as plain values. */
function nodes(value: unknown, depth: number): readonly XmlNode[] {
  if (!Array.isArray(value) || depth > MAX_DEPTH) return [];
  const result: XmlNode[] = [];
  for (const item of value) {
    if (!isRecord(item)) continue;
    for (const [name, content] of Object.entries(item)) {
      if (name === ATTRIBUTES || name.startsWith('?')) continue;
      if (name === TEXT) result.push({ text: decodeEntities(String(content)) });
      else if (name === CDATA) result.push({ text: literal(content) });
      else
        result.push({
          name,
          attributes: attributesOf(item[ATTRIBUTES]),
          children: nodes(content, depth + 1),
        });
    }
  }
  return result;
}

/** The text of a CDATA section, in which nothing is an entity. */
function literal(content: unknown): string {
  const [first] = Array.isArray(content) ? content : [];
  return isRecord(first) ? String(first[TEXT] ?? '') : '';
}

function attributesOf(value: unknown): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  if (!isRecord(value)) return attributes;
  for (const [name, text] of Object.entries(value)) attributes.set(name, decodeEntities(String(text)));
  return attributes;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Replaces the five built-in entities and character references (XML 1.0 §4.1, §4.6); others stay as written. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
      const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** All text inside an element, in order. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => ('text' in child ? child.text : textOf(child))).join('');
}
