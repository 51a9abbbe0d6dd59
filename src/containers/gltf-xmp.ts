import type { Findings } from './container.ts';
import { elements, member } from './foreign.ts';
import { qualifier } from './xmp-namespaces.ts';

const MAX_DEPTH = 16;

/** XMP packets as JSON-LD (glTF extension KHR_xmp_json_ld) as the same fields an XML packet gives. */
export function addXmpJson(found: Findings, document: unknown): void {
  const extension = member(member(document, 'extensions'), 'KHR_xmp_json_ld');
  for (const packet of elements(member(extension, 'packets'))) {
    const context = contextOf(member(packet, '@context'));
    addNode(found, packet, context, '', 0);
  }
}

function contextOf(context: unknown): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>();
  if (typeof context !== 'object' || context === null) return prefixes;
  for (const [prefix, uri] of Object.entries(context)) if (typeof uri === 'string') prefixes.set(prefix, uri);
  return prefixes;
}

function addNode(
  found: Findings,
  node: unknown,
  context: ReadonlyMap<string, string>,
  path: string,
  depth: number,
): void {
  if (depth > MAX_DEPTH) found.problem('limit', 'gltf.xmp', 'it is nested too deep');
  else if (Array.isArray(node)) for (const item of node) addNode(found, item, context, path, depth + 1);
  else if (typeof node === 'object' && node !== null) {
    for (const [key, value] of Object.entries(node)) {
      if (key === '@context' || key === '@type' || key === '@language') continue;
      // Values, lists and alternatives (`rdf:_1`) stand for their content.
      const isWrapper = key.startsWith('@') || key.startsWith('rdf:');
      const name = isWrapper ? path : `${path}${path === '' ? '' : '/'}${nameOf(key, context)}`;
      addNode(found, value, context, name, depth + 1);
    }
  } else if (path !== '' && node !== null) found.field(`xmp.${path}`, String(node));
}

function nameOf(key: string, context: ReadonlyMap<string, string>): string {
  const colon = key.indexOf(':');
  const uri = context.get(key.slice(0, Math.max(0, colon)));
  return uri === undefined ? key : `${qualifier(uri)}${key.slice(colon + 1)}`;
}
