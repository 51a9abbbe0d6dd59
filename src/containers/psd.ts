import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { addImageResources } from './image-resources.ts';
import { u16, u32, u64 } from './numbers.ts';
import { addLinkedFiles } from './psd-linked.ts';
import { addTiff } from './tiff.ts';

const HEADER_BYTES = 26;
const MAX_TABLE_BYTES = 16 * 1024 * 1024;
const RAW = 0;
const RUN_LENGTH = 1;

/** PSD and PSB (Adobe Photoshop File Formats, 2019): image resources, and files placed into the document. */
export const psd: Container = {
  id: 'psd',
  version: 1,
  formats: ['psd'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readSections(found, bytes));
    return found.contents();
  },
};

function readSections(found: Findings, source: ByteSource): void {
  const header = take(source, 0, HEADER_BYTES, 'psd');
  const version = u16(header, 4, 'big');
  if (version !== 1 && version !== 2)
    throw new UnreadableMediaError('damaged', 'psd', 'its version is unknown');
  const colorsAt = HEADER_BYTES;
  const resourcesAt = colorsAt + 4 + u32(take(source, colorsAt, 4, 'psd'), 0, 'big');
  const size = u32(take(source, resourcesAt, 4, 'psd'), 0, 'big');
  const resources = rangeOf(source, resourcesAt + 4, size);
  for (const block of addImageResources(found, resources, 'psd.resources')) addTiff(found, block, 'psd.exif');
  const layersAt = resourcesAt + 4 + size;
  const wide = version === 2;
  const layers = take(source, layersAt, wide ? 8 : 4, 'psd');
  const layersBytes = wide ? u64(layers, 0, 'big') : u32(layers, 0, 'big');
  const pixelsAt = layersAt + layers.length + layersBytes;
  found.attempt(() => addLinkedFiles(found, rangeOf(source, layersAt + layers.length, layersBytes), wide));
  if (pixelEnd(source, header, pixelsAt, wide) > source.sizeBytes) {
    throw new UnreadableMediaError('cut', 'psd', 'its pixels run past the end');
  }
}

/** Where the merged picture ends; as far as known where its compression does not tell. */
function pixelEnd(source: ByteSource, header: Uint8Array, at: number, wide: boolean): number {
  const compression = u16(take(source, at, 2, 'psd'), 0, 'big');
  const channels = u16(header, 12, 'big');
  const rows = u32(header, 14, 'big') * channels;
  if (compression === RAW) {
    const bitsPerRow = u32(header, 18, 'big') * u16(header, 22, 'big');
    return at + 2 + rows * Math.ceil(bitsPerRow / 8);
  }
  const lengthBytes = wide ? 4 : 2;
  if (compression !== RUN_LENGTH || rows * lengthBytes > MAX_TABLE_BYTES) return at + 2;
  const table = take(source, at + 2, rows * lengthBytes, 'psd');
  let end = at + 2 + table.length;
  for (let row = 0; row < table.length; row += lengthBytes) {
    end += wide ? u32(table, row, 'big') : u16(table, row, 'big');
  }
  return end;
}
