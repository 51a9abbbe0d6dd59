import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { Registry } from '../../src/domain/registry.ts';
import { createRegistry, type OpenRegistryOptions, openRegistry } from '../../src/registry/open.ts';
import { optionsIn } from './options.ts';

/** A new production's registry, closed and gone when the test ends. */
export interface Production {
  readonly registry: Registry;
  readonly options: OpenRegistryOptions;
  readonly dir: string;
}

/** A folder of its own for one test, gone afterwards. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'provgate-registry-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export async function newRegistry(changes: Partial<OpenRegistryOptions> = {}): Promise<Production> {
  const dir = temporaryFolder();
  const options = optionsIn(dir, changes);
  const registry = await createRegistry(options);
  onTestFinished(() => registry.close());
  return { registry, options, dir };
}

/** Opens it once more, closed when the test ends. */
export async function openAgain(options: OpenRegistryOptions): Promise<Registry> {
  const registry = await openRegistry(options);
  onTestFinished(() => registry.close());
  return registry;
}

/** Does something to the database as another program would, past the registry. */
export function outside<T>(file: string, work: (sqlite: Database.Database) => T): T {
  const sqlite = new Database(file);
  try {
    return work(sqlite);
  } finally {
    sqlite.close();
  }
}

/** Changes rows past the registry, also those that triggers guard, and leaves the schema as it was. */
export function tamper(file: string, ...statements: readonly string[]): void {
  outside(file, (sqlite) => {
    sqlite.pragma('foreign_keys = OFF');
    const guards = sqlite
      .prepare<[], { readonly name: string; readonly sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
      )
      .all();
    for (const { name } of guards) sqlite.exec(`DROP TRIGGER ${name}`);
    for (const statement of statements) sqlite.exec(statement);
    for (const { sql } of guards) sqlite.exec(sql);
  });
}
