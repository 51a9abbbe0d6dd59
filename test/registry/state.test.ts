import { chmodSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connect } from '../../src/registry/connect.ts';
import { immediateSqlite } from '../../src/registry/dialect.ts';
import { migrations } from '../../src/registry/migrations/index.ts';
import { patienceFor } from '../../src/registry/patience.ts';
import { protection } from '../../src/registry/private-files.ts';
import { openStore } from '../../src/registry/store.ts';
import type { Tables } from '../../src/registry/tables.ts';
import { newRegistry, openAgain } from './production.ts';
import { bytes, examined, instant, unreadable } from './seen.ts';

const NOON = instant('2026-11-22T12:00:00.000Z');

describe('the state folder', () => {
  test('threat 25: folder, database and documents are for their owner only', async () => {
    const { registry, options } = await newRegistry();
    await withDocument(registry);
    const mode = (...parts: string[]) => statSync(join(options.stateDir, ...parts)).mode & 0o777;
    expect(mode('.')).toBe(0o700);
    for (const name of ['registry.db', 'registry.db-wal', 'registry.db-shm']) expect(mode(name)).toBe(0o600);
    expect(mode('documents')).toBe(0o700);
    const { sha256 } = await withDocument(registry);
    expect(mode('documents', sha256.slice(0, 2))).toBe(0o700);
    expect(mode('documents', sha256.slice(0, 2), sha256)).toBe(0o600);
    expect(protection(options.stateDir)).toEqual([]);
  });

  test('threat 25: what others could write is named', async () => {
    const { registry, options } = await newRegistry();
    await withDocument(registry);
    chmodSync(options.file, 0o620);
    chmodSync(join(options.stateDir, 'documents'), 0o777);
    expect(protection(options.stateDir)).toEqual(['documents', 'registry.db']);
    chmodSync(options.stateDir, 0o770);
    expect(protection(options.stateDir)).toEqual(['.', 'documents', 'registry.db']);
  });

  test('threat 37: a stored document that is altered, deleted, swapped for a link or longer is not there', async () => {
    const { registry, options } = await newRegistry();
    const document = await withDocument(registry);
    const path = join(options.stateDir, 'documents', document.sha256.slice(0, 2), document.sha256);
    expect(await registry.approvals.document(document)).toEqual(readFileSync(path));
    writeFileSync(path, 'Denied..');
    expect(await registry.approvals.document(document)).toBeUndefined();
    writeFileSync(path, 'Approved. And everything else');
    expect(await registry.approvals.document(document)).toBeUndefined();
    rmSync(path);
    expect(await registry.approvals.document(document)).toBeUndefined();
    symlinkSync('/etc/hostname', path);
    expect(await registry.approvals.document(document)).toBeUndefined();
  });
});

describe('a registry that cannot be written now', () => {
  test('one that another process holds is busy after its time, and works again once let go', async () => {
    const { registry, options } = await newRegistry();
    await registry.close();
    const patient = await openAgain({ ...options, busyMs: 400 });
    const other = anotherConnection(options.file);
    other.exec('BEGIN IMMEDIATE');
    const attempt = patient.assets.record([examined('a', { content: 'a' })]);
    await expect(attempt).rejects.toMatchObject({ code: 'registry-busy' });
    // Reading never waits for a writer.
    expect(await patient.assets.counts()).toMatchObject({ assets: 0 });
    other.exec('ROLLBACK');
    expect(await patient.assets.record([examined('a', { content: 'a' })])).toMatchObject([
      { change: 'registered' },
    ]);
  });

  test('a writer waits for another process without an error', async () => {
    const { registry, options } = await newRegistry();
    const other = anotherConnection(options.file);
    other.exec('BEGIN IMMEDIATE');
    const waiting = registry.assets.record([examined('a', { content: 'a' })]);
    setImmediate(() => other.exec('COMMIT'));
    expect(await waiting).toMatchObject([{ change: 'registered' }]);
  });

  test('many calls at once within one process do not get into each other', async () => {
    const { registry } = await newRegistry();
    const calls = Array.from({ length: 50 }, async (_, n) => {
      await registry.assets.record([examined(`f${n}`, { content: `f${n % 10}` })]);
      return registry.assets.counts();
    });
    await Promise.all(calls);
    expect(await registry.assets.counts()).toMatchObject({ assets: 10, locations: 50 });
    expect(await registry.events.verify()).toEqual({ events: 51, broken: undefined });
  });

  test('on a full disk nothing is recorded in part, and it goes on when there is room', async () => {
    const { registry, options } = await newRegistry();
    await registry.close();
    const sqlite = connect(options.file, migrations);
    const db = new Kysely<Tables>({ dialect: immediateSqlite(sqlite) });
    onTestFinished(() => db.destroy());
    const store = openStore(db, patienceFor(options.file, 1_000), {
      production: 1,
      productionId: 'quayside',
    });
    const fill = () =>
      store.write(async (_, log) => {
        for (let n = 0; n < 500; n++)
          await log.append('restored', { text: 'x'.repeat(1_000) }, undefined, NOON);
      });
    sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true })) + 10}`);
    await expect(fill()).rejects.toMatchObject({
      code: 'disk-full',
      next: expect.stringContaining('Make room'),
    });
    const reader = await openAgain(options);
    expect(await reader.events.verify()).toEqual({ events: 1, broken: undefined });
    sqlite.pragma('max_page_count = 1000000');
    await fill();
    expect(await reader.events.verify()).toEqual({ events: 501, broken: undefined });
  });

  test('an error in the middle of a batch leaves nothing of it', async () => {
    const { registry } = await newRegistry();
    const good = Array.from({ length: 10 }, (_, n) => unreadable(`f${n}`, 'EIO'));
    const unknown = { ...examined('x', { content: 'x' }), kind: 'hashed', sha256: 'f'.repeat(64) };
    // An observation of bytes nobody registered is a fault of the caller.
    const batch = [...good, unknown] as unknown as Parameters<typeof registry.assets.record>[0];
    await expect(registry.assets.record(batch)).rejects.toThrow('no asset has the digest');
    expect(await registry.assets.counts()).toMatchObject({ locations: 0 });
    expect(await registry.events.verify()).toEqual({ events: 1, broken: undefined });
  });
});

/** A connection past the registry, closed when the test ends. */
function anotherConnection(file: string): Database.Database {
  const sqlite = new Database(file);
  onTestFinished(() => {
    sqlite.close();
  });
  return sqlite;
}

async function withDocument(registry: Awaited<ReturnType<typeof newRegistry>>['registry']) {
  const [recorded] = await registry.assets.record([examined('a', { content: 'a' })]);
  const actor = { personId: await registry.people.idOf('Editor') };
  const approval = await registry.approvals.record(
    {
      id: 'NFLX-0042',
      assetIds: recorded?.asset === undefined ? [] : [recorded.asset.id],
      grantedBy: 'Grace Grantor',
      document: { name: 'approval.eml', bytes: bytes('Approved.') },
      validFrom: NOON,
      validUntil: undefined,
      scope: { types: undefined, episodes: undefined, territories: undefined, channels: undefined },
      note: undefined,
    },
    actor,
    NOON,
  );
  return approval.document;
}
