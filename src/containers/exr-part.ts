import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Findings, take } from './container.ts';
import { u8, u32 } from './numbers.ts';
import { asBuffer, untail } from './text.ts';
import { addXmp } from './xmp.ts';

/** What of a part's header tells how many chunks it has. */
export interface ExrPart {
  compression: number | undefined;
  /** Width and height in pixels. */
  size: readonly [number, number] | undefined;
  tiles: { readonly size: readonly [number, number]; readonly mode: number } | undefined;
  chunkCount: number | undefined;
}

export interface ExrAttribute {
  readonly name: string;
  readonly type: string;
  readonly at: number;
  readonly size: number;
}

const MAX_TEXT_BYTES = 8 * 1024 * 1024;

export function newPart(): ExrPart {
  return { compression: undefined, size: undefined, tiles: undefined, chunkCount: undefined };
}

/** Texts and numbers become fields `exr.<attribute>`; what tells the layout is kept in `part`. */
export function addExrAttribute(
  found: Findings,
  part: ExrPart,
  attribute: ExrAttribute,
  source: ByteSource,
): void {
  const { name, type, at, size } = attribute;
  const isText = type === 'string' || type === 'stringvector';
  if (!isText && !KEPT.has(type)) return;
  if (size > MAX_TEXT_BYTES) throw new UnreadableMediaError('limit', `exr.${name}`, 'it is too long');
  const bytes = asBuffer(take(source, at, size, `exr.${name}`));
  if (type === 'string') {
    if (name === 'xmp') addXmp(found, bytes, 'exr.xmp');
    else found.field(`exr.${name}`, untail(bytes.toString('utf8')));
  } else if (type === 'stringvector') {
    for (let next = 0; next + 4 <= bytes.length; next += 4 + u32(bytes, next, 'little')) {
      found.field(`exr.${name}`, bytes.toString('utf8', next + 4, next + 4 + u32(bytes, next, 'little')));
    }
  } else addLayout(found, part, attribute, bytes);
}

const KEPT = new Set(['compression', 'box2i', 'tiledesc', 'int', 'float', 'double']);

function addLayout(found: Findings, part: ExrPart, { name, type }: ExrAttribute, bytes: Buffer): void {
  if (type === 'compression') part.compression = u8(bytes, 0);
  else if (type === 'box2i' && name === 'dataWindow' && bytes.length >= 16) {
    const [left, top] = [bytes.readInt32LE(0), bytes.readInt32LE(4)];
    part.size = [bytes.readInt32LE(8) - left + 1, bytes.readInt32LE(12) - top + 1];
  } else if (type === 'tiledesc' && bytes.length >= 9) {
    part.tiles = { size: [u32(bytes, 0, 'little'), u32(bytes, 4, 'little')], mode: u8(bytes, 8) };
  } else if (type === 'int' && bytes.length >= 4) {
    if (name === 'chunkCount') part.chunkCount = bytes.readInt32LE(0);
    found.field(`exr.${name}`, String(bytes.readInt32LE(0)));
  } else if (type === 'float' && bytes.length >= 4) found.field(`exr.${name}`, String(bytes.readFloatLE(0)));
  else if (type === 'double' && bytes.length >= 8) found.field(`exr.${name}`, String(bytes.readDoubleLE(0)));
}
