import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Registry } from '../../src/domain/registry.ts';
import { openRegistry } from '../../src/registry/open.ts';
import { restoreRegistry } from '../../src/registry/restore.ts';
import { newRegistry, openAgain, tamper } from './production.ts';
import { bytes, examined, generated, instant, sha } from './seen.ts';

const NOON = instant('2026-11-22T12:00:00.000Z');

describe('backup and restore', () => {
  test('a backup made while others write is one moment of the record, with its documents', async () => {
    const { registry, options, dir } = await newRegistry();
    await approveOne(registry);
    const writing = Array.from({ length: 30 }, (_, n) =>
      registry.assets.record([examined(`f${n}`, { content: `f${n}` })]),
    );
    const to = join(dir, 'copy');
    await registry.backup(to);
    await Promise.all(writing);
    expect(statSync(to).mode & 0o777).toBe(0o700);
    expect(statSync(join(to, 'registry.db')).mode & 0o777).toBe(0o600);
    const copy = await openAgain({ ...options, file: join(to, 'registry.db'), stateDir: to });
    expect((await copy.events.verify()).broken).toBeUndefined();
    const [approval] = await copy.approvals.list();
    expect(approval && (await copy.approvals.document(approval.document))).toEqual(bytes('Approved.'));
  });

  test('a backup overwrites nothing', async () => {
    const { registry, dir } = await newRegistry();
    mkdirSync(join(dir, 'there'));
    await expect(registry.backup(join(dir, 'there'))).rejects.toMatchObject({ code: 'target-not-empty' });
  });

  test('restoring brings back record and documents, keeps what was there, and tells of it in the log', async () => {
    const { registry, options, dir } = await newRegistry();
    await approveOne(registry);
    await registry.backup(join(dir, 'copy'));
    await registry.assets.record([examined('late', { content: 'late' })]);
    const late = await registry.events.head();
    await registry.close();
    rmSync(join(options.stateDir, 'documents'), { recursive: true });
    const { seq, kept } = await restoreRegistry(join(dir, 'copy'), { ...options, actorName: 'Admin' });
    const restored = await openAgain(options);
    expect(await restored.assets.byDigest(sha('late'))).toBeUndefined();
    const [event] = await restored.events.after(seq - 1, 1);
    expect(event).toMatchObject({ kind: 'registry-restored', actor: await restored.people.idOf('Admin') });
    expect(event?.body).toContain(late.hash);
    expect((await restored.events.verify()).broken).toBeUndefined();
    const [approval] = await restored.approvals.list();
    expect(approval && (await restored.approvals.document(approval.document))).toEqual(bytes('Approved.'));
    const before = await openAgain({ ...options, file: kept ?? '' });
    expect(await before.events.head()).toEqual(late);
  });

  test('a broken or missing registry is replaced, and the broken one kept', async () => {
    const { registry, options, dir } = await newRegistry();
    await registry.backup(join(dir, 'copy'));
    await registry.close();
    writeFileSync(options.file, 'rubbish');
    const { kept } = await restoreRegistry(join(dir, 'copy'), options);
    expect(existsSync(kept ?? '')).toBe(true);
    rmSync(options.file);
    expect(await restoreRegistry(join(dir, 'copy'), options)).toMatchObject({ kept: undefined });
    expect((await (await openAgain(options)).events.verify()).broken).toBeUndefined();
  });

  test('an altered backup, no backup, and a registry being watched are refused and change nothing', async () => {
    const { registry, options, dir } = await newRegistry();
    await approveOne(registry);
    const copy = join(dir, 'copy');
    await registry.backup(copy);
    await expect(restoreRegistry(dir, options)).rejects.toMatchObject({ code: 'path-missing' });
    await registry.lease.take('watcher', options.clock.nowUs(), 60_000);
    await expect(restoreRegistry(copy, options)).rejects.toMatchObject({ code: 'already-watched' });
    await registry.lease.release('watcher');
    tamper(join(copy, 'registry.db'), "UPDATE approvals SET valid_until = NULL, note = 'forever'");
    await expect(restoreRegistry(copy, options)).rejects.toMatchObject({ code: 'registry-broken' });
    expect(readdirSync(options.stateDir).sort()).toEqual([
      'documents',
      'registry.db',
      'registry.db-shm',
      'registry.db-wal',
    ]);
    expect(await (await openRegistry(options)).events.head()).toEqual(await registry.events.head());
  });
});

async function approveOne(registry: Registry): Promise<void> {
  const [recorded] = await registry.assets.record([examined('a', { content: 'a', evidence: [generated] })]);
  const actor = { personId: await registry.people.idOf('Editor') };
  const approval = {
    id: 'NFLX-0042',
    assetIds: recorded?.asset === undefined ? [] : [recorded.asset.id],
    grantedBy: 'Grace Grantor',
    document: { name: 'approval.eml', bytes: bytes('Approved.') },
    validFrom: NOON,
    validUntil: instant('2026-12-24T12:00:00.000Z'),
    scope: { types: undefined, episodes: undefined, territories: undefined, channels: undefined },
    note: undefined,
  };
  await registry.approvals.record(approval, actor, NOON);
}
