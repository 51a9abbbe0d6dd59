import { lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import type { Sha256 } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import { writeAtomic } from '../files/write-atomic.ts';
import { documentPath, wholeDocument } from './documents.ts';
import { BUSY_SLICE_MS } from './patience.ts';
import { newPrivateFile, privateFolder } from './private-files.ts';

/** Name of the database within a backup. */
export const BACKUP_NAME = 'registry.db';

/**
 * Writes registry and documents as they stand at one moment into a folder that must not exist, while others go on writing. The
 * documents come last: each one the copied registry names was stored before.
 */
export function backUp(file: string, stateDir: string, toDir: string): void {
  if (lstatSync(toDir, { throwIfNoEntry: false }) !== undefined) {
    throw new ProvgateError(
      'target-not-empty',
      `${basename(toDir)} is there already; a backup overwrites nothing.`,
      'Name a folder that does not exist yet.',
    );
  }
  mkdirSync(toDir, { mode: 0o700 });
  try {
    copyDatabase(file, join(toDir, BACKUP_NAME));
    copyDocuments(join(stateDir, 'documents'), join(toDir, 'documents'));
  } catch (error) {
    rmSync(toDir, { recursive: true, force: true });
    throw error;
  }
}

function copyDatabase(file: string, to: string): void {
  newPrivateFile(to);
  // A connection of its own: a copy cannot be made within somebody's transaction.
  const sqlite = new Database(file, { fileMustExist: true, readonly: true, timeout: BUSY_SLICE_MS });
  try {
    sqlite.prepare('VACUUM INTO ?').run(to);
  } finally {
    sqlite.close();
  }
}

/** Copies every stored document that is not there whole; one that does not hash to its name is no document any more. */
export function copyDocuments(from: string, to: string): void {
  privateFolder(to);
  for (const sha256 of documentsIn(from)) {
    if (wholeDocument(to, sha256) !== undefined) continue;
    const bytes = wholeDocument(from, sha256);
    if (bytes === undefined) continue;
    privateFolder(join(to, sha256.slice(0, 2)));
    writeAtomic(documentPath(to, sha256), bytes, { mode: 0o600, root: to });
  }
}

function documentsIn(root: string): readonly Sha256[] {
  if (!isFolder(root)) return [];
  return readdirSync(root)
    .filter((name) => isFolder(join(root, name)))
    .flatMap((name) => readdirSync(join(root, name)).filter(isDigest));
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isDigest(name: string): name is Sha256 {
  return /^[0-9a-f]{64}$/.test(name);
}
