import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { finished, folder, provgate, provgateJson, said, start, until } from '../helpers/built.ts';
import { listed } from '../helpers/listed.ts';

interface StatusJson {
  readonly counts: { readonly assets: number; readonly locations: number };
  readonly coverage: { readonly unavailable: string | null };
}

const BURST = 5_000;
const SLOW_MS = 20_000;

let dir: string;
let watcher: ChildProcess;

beforeAll(async () => {
  dir = folder('arrivals');
  expect((await provgate('init', dir)).code).toBe(0);
  const path = join(dir, 'provgate.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), settleMs: 1000 }));
  watcher = start(['watch', dir]);
  await said(watcher, /watching/i);
});

afterAll(async () => {
  watcher.kill('SIGTERM');
  expect((await finished(watcher)).code).toBe(0);
});

const status = async (): Promise<StatusJson> => (await provgateJson<StatusJson>('status', dir)).json;

function slowWriter(path: string, manner: string): Promise<unknown> {
  return finished(
    spawn(process.execPath, [
      join(import.meta.dirname, '../helpers/slow-writer-child.ts'),
      path,
      String(SLOW_MS),
      manner,
    ]),
  );
}

describe('files arrive in every way they arrive', () => {
  test('a burst in new folders, slow copies, pre-allocated files and atomic saves: no miss, no duplicate, no early verdict', {
    timeout: 150_000,
  }, async () => {
    const slow = [
      slowWriter(join(dir, 'grows.mov'), 'grow'),
      slowWriter(join(dir, 'filled.mov'), 'prealloc'),
    ];
    for (let index = 0; index < BURST; index++) {
      const reel = join(dir, `burst_${String(index % 100).padStart(3, '0')}`, 'inner');
      mkdirSync(reel, { recursive: true });
      writeFileSync(join(reel, `f_${String(index).padStart(5, '0')}.txt`), `note ${index}`);
    }
    writeFileSync(join(dir, '.save.tmp'), 'second draft');
    renameSync(join(dir, '.save.tmp'), join(dir, 'script.txt'));
    await Promise.all(slow);
    const rows = await until(
      () => listed(dir),
      (all) => all.filter((row) => row.path.endsWith('.mov')).length === 2 && all.length >= BURST + 3,
    );
    expect(rows).toHaveLength(BURST + 3);
    expect(new Set(rows.map((row) => row.path)).size).toBe(rows.length);
    // Both slow copies end with the same bytes: one content. A verdict on a half-written file would be one more.
    expect((await status()).counts.assets).toBe(BURST + 2);
  });

  test('a root that vanishes is unavailable, not empty, and comes back whole', {
    timeout: 120_000,
  }, async () => {
    const before = await listed(dir);
    const away = `${dir}-away`;
    const state = folder('state-apart');
    expect((await provgate('init', away, '--state', state)).code).not.toBe(0);
    mkdirSync(away);
    writeFileSync(join(away, 'a.txt'), 'a');
    writeFileSync(join(away, 'b.txt'), 'b');
    expect((await provgate('init', away, '--state', state)).code).toBe(0);
    expect((await provgate('scan', state)).code).toBe(0);
    renameSync(away, `${away}-2`);
    expect((await provgate('scan', state)).code).toBe(3);
    expect((await provgateJson<StatusJson>('status', state)).json.counts.locations).toBe(2);
    renameSync(`${away}-2`, away);
    expect((await provgate('scan', state)).code).toBe(0);
    expect((await provgateJson<StatusJson>('status', state)).json.counts.locations).toBe(2);
    expect(await listed(dir)).toEqual(before);
  });
});
