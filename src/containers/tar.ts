import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, LIMITS } from './container.ts';
import { BLOCK_BYTES, paxRecords, readTarHeader, type TarHeader } from './tar-header.ts';
import { decodeText } from './text.ts';

const MAX_RECORD_BYTES = 1024 * 1024;
/** Headers walked through, those of folders and long names included. */
const MAX_HEADERS = 100_000;

/** TAR: POSIX ustar and pax (IEEE 1003.1 pax §4), and GNU long names. Every regular file is a file of its own. */
export const tar: Container = {
  id: 'tar',
  version: 1,
  formats: ['tar'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readEntries(found, bytes));
    return found.contents();
  },
};

/** What extended headers say of the next entry. */
interface Extension {
  readonly name?: string | undefined;
  readonly sizeBytes?: number | undefined;
  readonly isSparse?: boolean;
}

function readEntries(found: Findings, source: ByteSource): void {
  let extension: Extension = {};
  let files = 0;
  for (let at = 0, headers = 0; ; headers++) {
    const header = readTarHeader(source, at);
    if (header === undefined) return;
    if (headers >= MAX_HEADERS || files > LIMITS.files)
      throw new UnreadableMediaError('limit', 'tar', 'it has too many entries');
    const isFile = isRegular(header.kind);
    const sizeBytes = isFile ? (extension.sizeBytes ?? header.sizeBytes) : header.sizeBytes;
    const content = rangeOf(source, at + BLOCK_BYTES, sizeBytes);
    if (content.sizeBytes < sizeBytes)
      throw new UnreadableMediaError('cut', 'tar', 'an entry runs past the end');
    if (EXTENDING.has(header.kind)) extension = { ...extension, ...readExtension(header, content) };
    else {
      if (isFile) {
        files += 1;
        addFile(found, extension.name ?? header.name, content, extension);
      } else if (header.kind === 'S' || header.kind === 'M') {
        const what = header.kind === 'S' ? 'a sparse file' : 'a file continued from another volume';
        found.problem('limit', `tar.${extension.name ?? header.name}`, `${what} is not read`);
      }
      extension = {};
    }
    at += BLOCK_BYTES + Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES;
  }
}

/** `x` and `g` are pax headers, `L` and `K` GNU's long names of file and link. */
const EXTENDING = new Set(['x', 'g', 'L', 'K']);

function isRegular(kind: string): boolean {
  return kind === '0' || kind === '\0' || kind === '7';
}

function addFile(found: Findings, name: string, content: ByteSource, { isSparse }: Extension): void {
  if (isSparse === true) {
    found.problem('limit', `tar.${name}`, 'a sparse file is not read');
    return;
  }
  // Old archives mark a folder by its name alone.
  if (name.endsWith('/') && content.sizeBytes === 0) return;
  found.field('tar.entry', name);
  found.member(name, content, 'file');
}

function readExtension(header: TarHeader, content: ByteSource): Extension {
  if (content.sizeBytes > MAX_RECORD_BYTES)
    throw new UnreadableMediaError('limit', 'tar', 'an extended header is too large');
  const bytes = content.read(0, content.sizeBytes);
  if (header.kind === 'L') return { name: decodeText(bytes).replace(/\0.*$/s, '') };
  // A link's name says nothing; a global header speaks of comments and defaults no file's bytes depend on.
  if (header.kind !== 'x') return {};
  const records = paxRecords(bytes);
  const size = records.get('size');
  return {
    name: records.get('GNU.sparse.name') ?? records.get('path'),
    sizeBytes: size === undefined ? undefined : sizeOf(size),
    isSparse: [...records.keys()].some((key) => key.startsWith('GNU.sparse.')),
  };
}

function sizeOf(text: string): number {
  const size = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(size)) throw new UnreadableMediaError('damaged', 'tar', 'a size is no number');
  return size;
}
