import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import type Database from 'better-sqlite3';
import { ProvgateError } from '../domain/errors.ts';
import type { Migration } from './migrations/migration.ts';
import { makePrivate, newPrivateFile } from './private-files.ts';

/** The schema version a database file carries. */
export function schemaVersion(sqlite: Database.Database): number {
  return Number(sqlite.pragma('user_version', { simple: true }));
}

/**
 * Brings a registry to the newest schema, step by step in one transaction, after putting a copy beside it as
 * `NAME.before-VERSION`. Throws `registry-newer` where a later provgate already changed it.
 */
export function migrate(sqlite: Database.Database, file: string, steps: readonly Migration[]): void {
  const newest = steps.at(-1)?.version ?? 0;
  const found = schemaVersion(sqlite);
  if (found === newest) return;
  if (found > newest) throw newerRegistry(file, found, newest);
  if (found > 0) keepCopy(sqlite, `${file}.before-${newest}`);
  sqlite
    .transaction(() => {
      // Another process may have been quicker while the copy was made.
      const reached = schemaVersion(sqlite);
      for (const step of steps) if (step.version > reached) apply(sqlite, step);
    })
    .immediate();
}

function apply(sqlite: Database.Database, step: Migration): void {
  for (const text of step.statements) sqlite.exec(text);
  sqlite.pragma(`user_version = ${step.version}`);
}

function keepCopy(sqlite: Database.Database, copy: string): void {
  if (existsSync(copy)) return;
  const unfinished = `${copy}.${process.pid}`;
  rmSync(unfinished, { force: true });
  newPrivateFile(unfinished);
  sqlite.prepare('VACUUM INTO ?').run(unfinished);
  makePrivate(unfinished);
  renameSync(unfinished, copy);
}

function newerRegistry(file: string, found: number, newest: number): ProvgateError {
  return new ProvgateError(
    'registry-newer',
    `The registry ${basename(file)} was written by a newer provgate (schema ${found}; this one knows ${newest}).`,
    'Run the newer provgate, or bring back an older copy with `provgate registry restore`.',
  );
}
