import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import type { Findings } from './container.ts';
import { asBuffer } from './text.ts';

/** The header stands first; geometry and animation follow. */
const HEAD_BYTES = 256 * 1024;
const STEP_BYTES = 4 * 1024 * 1024;
const MAX_LINE_CHARS = 4096;
const EMBEDDED = /(?:^|\n)[ \t]*Content: ,/;

/** FBX as text: the writer, its header's properties, and whether it ends where it should. */
export function addAsciiFbx(found: Findings, source: ByteSource): void {
  const head = asBuffer(source.read(0, HEAD_BYTES)).toString('utf8');
  const isWhole = source.sizeBytes <= HEAD_BYTES;
  const open: string[] = [];
  const sections = new Set<string>();
  for (const line of head.split('\n')) {
    const text = line.slice(0, MAX_LINE_CHARS).trim();
    const name = /^([\w|]{1,64}):/.exec(text)?.[1];
    if (open.length === 0 && name !== undefined) sections.add(name);
    if (name === 'Creator' || open[0] === 'FBXHeaderExtension') addLine(found, name, text);
    if (text.endsWith('{')) open.push(name ?? '');
    else if (text.startsWith('}')) open.pop();
  }
  if (isWhole && (open.length > 0 || !sections.has('Objects')))
    throw new UnreadableMediaError('cut', 'fbx', 'its sections are not closed');
  refuseOpenEnd(source);
  refuseEmbedded(source);
}

function addLine(found: Findings, name: string | undefined, text: string): void {
  const values = [...text.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
  if (name === 'P' || name === 'Property')
    found.field(`fbx.property.${values[0] ?? ''}`, values.at(-1) ?? '');
  else if (name !== undefined && values[0] !== undefined) found.field(`fbx.${name}`, values[0]);
}

function refuseOpenEnd(source: ByteSource): void {
  const tail = asBuffer(source.read(Math.max(0, source.sizeBytes - 4096), 4096)).toString('latin1');
  const last = tail.trimEnd().split('\n').at(-1)?.trim() ?? '';
  if (!last.endsWith('}') && !last.startsWith(';'))
    throw new UnreadableMediaError('cut', 'fbx', 'its last section is not closed');
}

/** Pictures written out as text are not unpacked, and that is said. */
function refuseEmbedded(source: ByteSource): void {
  for (let at = 0; at < source.sizeBytes; at += STEP_BYTES) {
    if (EMBEDDED.test(asBuffer(source.read(at, STEP_BYTES + 256)).toString('latin1')))
      throw new UnreadableMediaError('limit', 'fbx.picture', 'a picture written as text is not unpacked');
  }
}
