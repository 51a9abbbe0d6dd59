import { lstatSync } from 'node:fs';
import Database from 'better-sqlite3';
import { brokenRegistry, missingRegistry } from './failures.ts';
import { migrate, schemaVersion } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { BUSY_SLICE_MS } from './patience.ts';
import { APPLICATION_ID, requireOurSchema } from './schema.ts';

const CACHE_KIB = 32 * 1024;
/** Pages in the write-ahead log (16 MiB) before they go into the file; a page written again meanwhile goes once. */
const CHECKPOINT_PAGES = 4_000;

/**
 * Opens a registry file that exists, brings it to the newest schema and compares it with ours. Throws `registry-missing`,
 * `registry-broken`, `registry-newer`, or the engine's own error.
 */
export function connect(file: string, steps: readonly Migration[]): Database.Database {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) throw missingRegistry(file);
  if (!stats.isFile()) throw brokenRegistry(file, 'it is not a regular file');
  if (stats.size === 0) throw brokenRegistry(file, 'the file is empty');
  const sqlite = openFile(file);
  try {
    if (sqlite.pragma('application_id', { simple: true }) !== APPLICATION_ID || schemaVersion(sqlite) < 1) {
      throw brokenRegistry(file, 'it is a database of another program');
    }
    migrate(sqlite, file, steps);
    requireOurSchema(sqlite, file, steps);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** Makes the tables in a new, empty file. */
export function createTables(file: string, steps: readonly Migration[]): Database.Database {
  const sqlite = openFile(file);
  try {
    sqlite.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(sqlite, file, steps);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function openFile(file: string): Database.Database {
  const sqlite = new Database(file, { fileMustExist: true, timeout: BUSY_SLICE_MS });
  try {
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('trusted_schema = OFF');
    sqlite.pragma(`cache_size = -${CACHE_KIB}`);
    sqlite.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}
