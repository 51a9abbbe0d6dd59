import { copyFileSync, existsSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { ProvgateError } from '../domain/errors.ts';
import type { LogHead } from '../domain/event.ts';
import { BACKUP_NAME, copyDocuments } from './backup.ts';
import { brokenRegistry, explained } from './failures.ts';
import { type OpenRegistryOptions, openRegistry } from './open.ts';
import { makePrivate, newPrivateFile, privateFolder } from './private-files.ts';

/** What a restore did. */
export interface Restored {
  /** Number of the event that tells of the restore, the newest in the restored registry. */
  readonly seq: number;
  /** Where the registry that was there is kept now; undefined where none was. */
  readonly kept: string | undefined;
}

/** A database file and what SQLite keeps beside it. */
const PARTS = ['', '-wal', '-shm'];

/**
 * Puts the registry of a backup folder in place of the one of `options`, with its documents. The backup is verified first, whole;
 * the replaced registry is kept beside. The restore is an event, which names the heads of both. Throws `already-watched` while a
 * watcher is at work, `path-missing` and `registry-broken` for the backup.
 */
export async function restoreRegistry(fromDir: string, options: OpenRegistryOptions): Promise<Restored> {
  const { file, stateDir } = options;
  const source = join(fromDir, BACKUP_NAME);
  if (!lstatSync(source, { throwIfNoEntry: false })?.isFile()) throw noBackup(fromDir);
  privateFolder(stateDir);
  const replaced = await headReplaced(options);
  const copy = `${file}.restoring-${process.pid}`;
  try {
    copyParts(source, copy);
    const head = await prove(copy, source, replaced, options);
    copyDocuments(join(fromDir, 'documents'), join(stateDir, 'documents'));
    const kept = keep(file, options.clock.now());
    moveParts(copy, file);
    options.seal?.replace(head);
    return { seq: head.seq, kept };
  } catch (error) {
    for (const part of PARTS) rmSync(`${copy}${part}`, { force: true });
    throw explained(file, error);
  }
}

/** Where the log of the registry to be replaced ended; undefined where that cannot be read any more. */
async function headReplaced(options: OpenRegistryOptions): Promise<LogHead | undefined> {
  if (!existsSync(options.file)) return undefined;
  try {
    const registry = await openRegistry(unsealed(options));
    try {
      const holder = await registry.lease.holder(options.clock.nowUs());
      if (holder !== undefined) throw beingWatched();
      return await registry.events.head();
    } finally {
      await registry.close();
    }
  } catch (error) {
    // A broken registry is what one restores for.
    if (error instanceof ProvgateError && REPLACEABLE.has(error.code)) return undefined;
    throw error;
  }
}

/** What was last seen says nothing against a restore; it is moved when all is done. */
function unsealed({ seal: _seal, ...options }: OpenRegistryOptions): OpenRegistryOptions {
  return options;
}

const REPLACEABLE = new Set(['registry-broken', 'registry-newer', 'registry-missing']);

/** Verifies the copied registry and appends the event of its restore; gives that event. */
async function prove(
  copy: string,
  source: string,
  replaced: LogHead | undefined,
  options: OpenRegistryOptions,
): Promise<LogHead> {
  requireIntact(copy, source);
  const registry = await openRegistry({ ...unsealed(options), file: copy });
  try {
    const { broken } = await registry.events.verify();
    if (broken !== undefined) throw brokenRegistry(source, broken);
    const name = options.actorName;
    const actor = name === undefined ? undefined : { personId: await registry.people.idOf(name) };
    const restored = await registry.events.head();
    const body = { restored, replaced };
    const { seq, hash } = await registry.events.append('registry-restored', body, actor, options.clock.now());
    return { seq, hash };
  } finally {
    await registry.close();
  }
}

function requireIntact(copy: string, source: string): void {
  const sqlite = new Database(copy, { fileMustExist: true });
  try {
    if (sqlite.pragma('quick_check', { simple: true }) !== 'ok') {
      throw brokenRegistry(source, 'the file is damaged');
    }
  } catch (error) {
    throw explained(source, error);
  } finally {
    sqlite.close();
  }
}

function copyParts(source: string, copy: string): void {
  for (const part of ['', '-wal']) {
    if (part !== '' && !existsSync(`${source}${part}`)) continue;
    newPrivateFile(`${copy}${part}`);
    copyFileSync(`${source}${part}`, `${copy}${part}`);
    makePrivate(`${copy}${part}`);
  }
}

function keep(file: string, now: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const kept = `${file}.replaced-${now.replace(/\D/g, '')}`;
  moveParts(file, kept);
  return kept;
}

function moveParts(from: string, to: string): void {
  for (const part of PARTS) if (existsSync(`${from}${part}`)) renameSync(`${from}${part}`, `${to}${part}`);
}

function noBackup(fromDir: string): ProvgateError {
  return new ProvgateError(
    'path-missing',
    `There is no ${BACKUP_NAME} in ${basename(fromDir)}.`,
    'Name the folder that `provgate registry backup` wrote.',
  );
}

function beingWatched(): ProvgateError {
  return new ProvgateError(
    'already-watched',
    'A watcher is writing to the registry that would be replaced.',
    'Stop the watcher of this production and try again.',
  );
}
