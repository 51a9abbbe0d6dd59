import {
  copyFileSync,
  existsSync,
  mkdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { open as openHandle } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { migrations } from '../../src/registry/migrations/index.ts';
import { createRegistry, openRegistry } from '../../src/registry/open.ts';
import { optionsIn } from './options.ts';
import { newRegistry, openAgain, outside, temporaryFolder } from './production.ts';
import { examined, sha } from './seen.ts';

const NEXT_SCHEMA = [
  ...migrations,
  { version: migrations.length + 1, statements: ['ALTER TABLE people ADD COLUMN phone TEXT'] },
];

describe('opening a registry', () => {
  test('one that is not there is missing, and never made', async () => {
    const options = optionsIn(temporaryFolder());
    const attempt = openRegistry(options);
    await expect(attempt).rejects.toMatchObject({
      code: 'registry-missing',
      next: expect.stringContaining('restore'),
    });
    expect(existsSync(options.file)).toBe(false);
  });

  test('creating one where one is refuses and leaves it as it is', async () => {
    const { registry, options } = await newRegistry();
    await expect(createRegistry(options)).rejects.toMatchObject({ code: 'conflict' });
    expect(await registry.events.head()).toMatchObject({ seq: 1 });
  });

  test.each([
    ['an empty file', (file: string) => writeFileSync(file, '')],
    [
      'text',
      (file: string) => writeFileSync(file, 'not a database, however long this line may be'.repeat(100)),
    ],
    ['a folder', (file: string) => mkdirSync(file)],
    ['a link', (file: string) => symlinkSync('/etc/hostname', file)],
    [
      'a database of another program',
      (file: string) => new Database(file).exec('CREATE TABLE t (a)').close(),
    ],
  ])('%s in its place is broken', async (_, put) => {
    const options = optionsIn(temporaryFolder());
    mkdirSync(options.stateDir);
    put(options.file);
    await expect(openRegistry(options)).rejects.toMatchObject({ code: 'registry-broken' });
  });

  test('a truncated file is broken, at the latest when it is used, and the words say what to do', async () => {
    const { registry, options } = await newRegistry();
    await registry.assets.record(
      Array.from({ length: 300 }, (_, n) => examined(`f${n}`, { content: `f${n}` })),
    );
    await registry.close();
    truncateSync(options.file, 64 * 1024);
    const use = async () => {
      const reopened = await openAgain(options);
      await reopened.assets.list({}, { limit: 1_000 });
    };
    await expect(use()).rejects.toMatchObject({
      code: 'registry-broken',
      message: expect.stringContaining('.provgate/registry.db'),
      next: expect.stringContaining('provgate registry restore'),
    });
  });

  test('bytes overwritten in the middle are never a wrong answer', async () => {
    const { registry, options } = await newRegistry();
    await registry.assets.record(
      Array.from({ length: 300 }, (_, n) => examined(`f${n}`, { content: `f${n}` })),
    );
    await registry.close();
    const handle = await openHandle(options.file, 'r+');
    const { size } = statSync(options.file);
    for (let page = 8; page < size / 4096; page += 3)
      await handle.write(Buffer.alloc(2_000, 7), 0, 2_000, page * 4096);
    await handle.close();
    const use = async () => (await openAgain(options)).events.verify();
    await expect(
      use().then(
        ({ broken }) => (broken === undefined ? 'whole' : 'broken'),
        (error) => error.code,
      ),
    ).resolves.toMatch(/broken/);
  });

  test('another production\u2019s registry is not taken for this one\u2019s', async () => {
    const { options } = await newRegistry();
    const attempt = openRegistry({ ...options, productionId: 'another' });
    await expect(attempt).rejects.toMatchObject({
      code: 'registry-broken',
      message: expect.stringContaining('another production'),
    });
  });

  test.each([
    ['a view', 'CREATE VIEW cleared AS SELECT * FROM assets'],
    ['a trigger', 'CREATE TRIGGER quiet AFTER INSERT ON assets BEGIN UPDATE assets SET temporary = 0; END'],
    ['a table', 'CREATE TABLE notes (a)'],
    ['an index', 'CREATE INDEX by_tool ON assets (tool)'],
    ['a missing trigger', 'DROP TRIGGER events_no_update'],
    [
      'a guard that guards nothing',
      'DROP TRIGGER events_no_update; CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT 1; END',
    ],
  ])('threat 12: %s that our migrations did not make is broken', async (_, statement) => {
    const { registry, options } = await newRegistry();
    await registry.close();
    outside(options.file, (sqlite) => sqlite.exec(statement));
    await expect(openRegistry(options)).rejects.toMatchObject({ code: 'registry-broken' });
  });

  test('a registry of a newer provgate is left alone', async () => {
    const { registry, options } = await newRegistry({ migrations: NEXT_SCHEMA });
    await registry.close();
    await expect(openRegistry({ ...options, migrations })).rejects.toMatchObject({ code: 'registry-newer' });
    const again = await openAgain(options);
    expect(await again.events.head()).toMatchObject({ seq: 1 });
  });

  test('an older registry is brought forward after a copy of it was put beside', async () => {
    const { registry, options } = await newRegistry();
    await registry.assets.record([examined('a', { content: 'a' })]);
    await registry.close();
    const newer = await openAgain({ ...options, migrations: NEXT_SCHEMA });
    expect(await newer.assets.byDigest(sha('a'))).toBeDefined();
    const copy = `${options.file}.before-${NEXT_SCHEMA.length}`;
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    const dir = temporaryFolder();
    const old = optionsIn(dir);
    mkdirSync(old.stateDir);
    copyFileSync(copy, join(old.stateDir, 'registry.db'));
    expect(await (await openAgain(old)).events.verify()).toEqual({ events: 2, broken: undefined });
  });

  test('a step of the schema that fails changes nothing', async () => {
    const { registry, options } = await newRegistry();
    await registry.close();
    const failing = { version: migrations.length + 1, statements: ['CREATE TABLE t (a)', 'NOT SQL'] };
    await expect(openRegistry({ ...options, migrations: [...migrations, failing] })).rejects.toThrow();
    expect(await (await openAgain(options)).events.head()).toMatchObject({ seq: 1 });
  });
});
