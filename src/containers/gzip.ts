import { constants, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes } from '../files/bytes.ts';
import { errorCode } from '../files/walk.ts';
import { type Container, findings } from './container.ts';
import { asBuffer } from './text.ts';
import { MAX_UNPACKED_BYTES, roomFor, unpackRoom } from './unpack.ts';

const HAS_EXTRA = 4;
const HAS_NAME = 8;
const MAX_PACKED_BYTES = 64 * 1024 * 1024;

/** gzip (RFC 1952), all its members, and Zstandard (RFC 8878): one file, unpacked. */
export const gzip: Container = {
  id: 'gzip',
  version: 1,
  formats: ['gzip', 'zstd'],
  read(bytes, type) {
    const found = findings();
    const head = bytes.read(0, 1024);
    const name = type.format === 'gzip' ? gzipName(head) : '';
    if (name !== '') found.field('gzip.name', name);
    found.member(name === '' ? 'content' : name, () => content(bytes, type.format), 'file');
    return found.contents();
  },
};

/** The name the file had before it was packed (§2.3.1); empty where none is given. */
function gzipName(head: Uint8Array): string {
  const flags = head[3] ?? 0;
  if ((flags & HAS_NAME) === 0) return '';
  const extra = (flags & HAS_EXTRA) === 0 ? 0 : 2 + (head[10] ?? 0) + (head[11] ?? 0) * 256;
  const end = head.indexOf(0, 10 + extra);
  return end === -1 ? '' : asBuffer(head).toString('latin1', 10 + extra, end);
}

function content(source: ByteSource, format: string): ByteSource {
  if (source.sizeBytes > MAX_PACKED_BYTES) {
    throw new UnreadableMediaError('limit', format, 'packed it is larger than 64 MiB');
  }
  const packed = source.read(0, source.sizeBytes);
  const maxOutputLength = roomFor(unpackRoom(format, source.sizeBytes), 0, format);
  try {
    return bufferBytes(
      format === 'gzip'
        ? gunzipSync(packed, { maxOutputLength, finishFlush: constants.Z_FINISH })
        : zstdDecompressSync(packed, { maxOutputLength }),
    );
  } catch (error) {
    throw notUnpacked(error, format);
  }
}

function notUnpacked(error: unknown, format: string): UnreadableMediaError {
  const code = errorCode(error);
  const cause = { cause: error };
  if (code === 'ERR_BUFFER_TOO_LARGE') {
    const mib = MAX_UNPACKED_BYTES / (1024 * 1024);
    return new UnreadableMediaError('limit', format, `unpacked it is larger than ${mib} MiB`, cause);
  }
  if (code === 'Z_BUF_ERROR') return new UnreadableMediaError('cut', format, 'it ends too early', cause);
  return new UnreadableMediaError('damaged', format, 'its compressed data is broken', cause);
}
