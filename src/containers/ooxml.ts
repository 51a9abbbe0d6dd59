import type { Findings } from './container.ts';
import { decodeText } from './text.ts';
import { parseXml, textOf, type XmlElement, type XmlNode } from './xml.ts';

/** Document properties (ISO/IEC 29500-2 §11, -1 §15.2.12; ODF 1.3 part 2 §4.3), each file of them under its own name. */
export function addOfficeProperties(found: Findings, name: string, bytes: Uint8Array): void {
  const prefix = FILES[name] ?? name;
  const root = parseXml(decodeText(bytes), prefix).find(isElement);
  if (root === undefined) {
    found.problem('damaged', prefix, 'it holds no XML');
    return;
  }
  const properties = name === 'meta.xml' ? (root.children.find(isElement)?.children ?? []) : root.children;
  for (const property of properties) {
    if (!isElement(property)) continue;
    // Custom properties are named by an attribute, the others by their element.
    const attribute = property.attributes.get('name') ?? property.attributes.get('meta:name');
    found.field(`${prefix}.${attribute ?? property.name.replace(/^.*:/, '')}`, textOf(property).trim());
  }
}

/** Whether a member of a package holds properties. */
export function isOfficeProperties(name: string): boolean {
  return Object.hasOwn(FILES, name);
}

const FILES: Readonly<Record<string, string>> = {
  'docProps/custom.xml': 'ooxml.custom',
  'docProps/app.xml': 'ooxml.app',
  'docProps/core.xml': 'ooxml.core',
  'meta.xml': 'odf.meta',
};

function isElement(node: XmlNode): node is XmlElement {
  return 'name' in node;
}
