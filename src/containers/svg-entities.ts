import { UnreadableMediaError } from '../domain/errors.ts';

/** Document types stand at the beginning; drawing programs declare a dozen namespaces there. */
const TYPE_CHARS = 64 * 1024;
const MAX_ENTITIES = 256;
const MAX_VALUE_CHARS = 4096;
/** What all names together may add to a document. */
const MAX_ADDED_CHARS = 4 * 1024 * 1024;

/**
 * The text with the entities that its own document type declares put in place, once and never within each other, so that no
 * document grows beyond measure. Values that hold markup or other entities, and entities in other files, stay names. Throws `limit`.
 */
export function withEntities(text: string): string {
  const entities = declared(text.slice(0, TYPE_CHARS));
  if (entities.size === 0) return text;
  let added = 0;
  return text.replace(/&([A-Za-z_][\w.-]{0,99});/g, (whole, name: string) => {
    const value = entities.get(name);
    if (value === undefined) return whole;
    added += value.length;
    if (added > MAX_ADDED_CHARS)
      throw new UnreadableMediaError('limit', 'svg', 'its entities make it too long');
    return value;
  });
}

function declared(start: string): ReadonlyMap<string, string> {
  const entities = new Map<string, string>();
  if (!start.includes('<!DOCTYPE')) return entities;
  const pattern = /<!ENTITY\s+([A-Za-z_][\w.-]{0,99})\s+(?:"([^"<]*)"|'([^'<]*)')\s*>/g;
  for (const [, name = '', double, single] of start.matchAll(pattern)) {
    const value = double ?? single ?? '';
    if (entities.size >= MAX_ENTITIES) break;
    // The first declaration is binding (XML 1.0 §4.2). Quotes must not end the attribute they come to stand in.
    if (value.length <= MAX_VALUE_CHARS && !entities.has(name) && !REFERENCE.test(value))
      entities.set(name, value.replaceAll('"', '&quot;').replaceAll("'", '&#39;'));
  }
  return entities;
}

/** A value that names another entity could grow without end. */
const REFERENCE = /&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z_]/;
