import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredDocument } from '../domain/approval.ts';
import type { Sha256 } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import { hashBytes } from '../files/hash.ts';
import { errorCode } from '../files/walk.ts';
import { writeAtomic } from '../files/write-atomic.ts';
import { foreignText } from './foreign-text.ts';
import { privateFolder } from './private-files.ts';

const NAME_CHARS = 255;
const NOT_THERE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM']);
const READ_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Documents by the hash of their bytes; written whole, never changed, never removed. */
export interface DocumentStore {
  /** Stores a document's bytes; empty ones are refused (`usage`). */
  put(document: { readonly name: string; readonly bytes: Uint8Array }): StoredDocument;
  /** The bytes, or undefined where they are missing or hash otherwise. */
  get(document: Pick<StoredDocument, 'sha256' | 'sizeBytes'>): Uint8Array | undefined;
}

/** The documents below `stateDir/documents`, each at `ab/<sha256>`. */
export function openDocuments(stateDir: string): DocumentStore {
  const root = join(stateDir, 'documents');
  return {
    put({ name, bytes }) {
      if (bytes.length === 0) {
        throw new ProvgateError(
          'usage',
          `The document ${foreignText(name, NAME_CHARS)} is empty, so it proves nothing.`,
          'Give the file that holds the written approval or statement.',
        );
      }
      const sha256 = hashBytes(bytes);
      const stored = { sha256, sizeBytes: bytes.length, name: foreignText(name, NAME_CHARS) };
      if (wholeDocument(root, sha256) !== undefined) return stored;
      privateFolder(root);
      privateFolder(join(root, sha256.slice(0, 2)));
      writeAtomic(documentPath(root, sha256), bytes, { mode: 0o600, root: stateDir });
      return stored;
    },
    get: ({ sha256, sizeBytes }) => wholeDocument(root, sha256, sizeBytes),
  };
}

/** Where a document of this hash stands below `root`. */
export function documentPath(root: string, sha256: Sha256): string {
  return join(root, sha256.slice(0, 2), sha256);
}

/**
 * The bytes of a stored document below `root`, or undefined where they are missing, are not `sizeBytes` long, or hash otherwise.
 * A link, or a file that may not be read, is a document that is not there: the gate then does not pass.
 */
export function wholeDocument(root: string, sha256: Sha256, sizeBytes?: number): Uint8Array | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(documentPath(root, sha256), READ_FLAGS);
    const stats = fstatSync(fd);
    // Another size is another document, and one of any size could take all memory.
    if (!stats.isFile() || (sizeBytes !== undefined && stats.size !== sizeBytes)) return undefined;
    const bytes = readFileSync(fd);
    return hashBytes(bytes) === sha256 ? bytes : undefined;
  } catch (error) {
    if (NOT_THERE.has(errorCode(error))) return undefined;
    throw error;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}
