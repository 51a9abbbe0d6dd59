import { lstatSync, renameSync, rmSync } from 'node:fs';
import { Kysely } from 'kysely';
import type { Instant } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import { createTables } from './connect.ts';
import { immediateSqlite } from './dialect.ts';
import { NO_HASH } from './event-log.ts';
import { explained, registryName } from './failures.ts';
import type { Migration } from './migrations/migration.ts';
import { newPrivateFile } from './private-files.ts';
import { openStore } from './store.ts';
import type { Tables } from './tables.ts';

/** Makes a registry file with one production and its first event, beside its place and moved there when whole. */
export async function createFile(
  file: string,
  productionId: string,
  at: Instant,
  steps: readonly Migration[],
): Promise<void> {
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) {
    throw new ProvgateError(
      'conflict',
      `There already is a registry at ${registryName(file)}; it was left as it is.`,
      'Use the production as it stands, or choose another state folder.',
    );
  }
  const unfinished = `${file}.new-${process.pid}`;
  try {
    newPrivateFile(unfinished);
    await fill(unfinished, productionId, at, steps);
    renameSync(unfinished, file);
  } catch (error) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${unfinished}${suffix}`, { force: true });
    throw explained(file, error);
  }
}

async function fill(
  file: string,
  productionId: string,
  at: Instant,
  steps: readonly Migration[],
): Promise<void> {
  const db = new Kysely<Tables>({ dialect: immediateSqlite(createTables(file, steps)) });
  try {
    const production = await db.transaction().execute(async (trx) => {
      const { production_id } = await trx
        .insertInto('productions')
        .values({ id: productionId, created_at: at })
        .returning('production_id')
        .executeTakeFirstOrThrow();
      await trx.insertInto('heads').values({ production_id, seq: 0, hash: NO_HASH }).execute();
      return production_id;
    });
    const store = openStore(db, async (work) => work(), { production, productionId });
    await store.write(async (_, log) => log.append('production-created', {}, undefined, at));
  } finally {
    await db.destroy();
  }
}
