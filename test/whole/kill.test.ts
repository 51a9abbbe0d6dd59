import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { finished, folder, provgate, start } from '../helpers/built.ts';
import { type Listed, listed } from '../helpers/listed.ts';
import { generatedPng, plainPng } from '../helpers/material.ts';

const FILES = 3_000;
const KILLS = 30;

/** Small repeatable random numbers (mulberry32), so that a failure can be run again. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One small change to a production's media: the step numbered `index` of a fixed story. */
function change(dir: string, index: number, pictures: readonly [Buffer, Buffer]): void {
  const reel = join(dir, `reel_${String(index % 40).padStart(2, '0')}`);
  mkdirSync(reel, { recursive: true });
  const path = join(reel, `f_${String(index).padStart(5, '0')}`);
  const [plain, generated] = pictures;
  if (index % 3 === 0) writeFileSync(`${path}.png`, Buffer.concat([generated, Buffer.from(String(index))]));
  else if (index % 3 === 1) writeFileSync(`${path}.png`, Buffer.concat([plain, Buffer.from(String(index))]));
  else writeFileSync(`${path}.txt`, `note ${index}`);
  const earlier = index - 120;
  if (index % 7 === 0 && earlier >= 0) alter(dir, earlier, plain);
}

/** Renames, overwrites or removes a file of an earlier step. */
function alter(dir: string, index: number, plain: Buffer): void {
  const reel = join(dir, `reel_${String(index % 40).padStart(2, '0')}`);
  const name = readdirSync(reel).find(
    (each) => each.startsWith(`f_${String(index).padStart(5, '0')}`) && !each.endsWith('.xmp'),
  );
  if (name === undefined) return;
  const path = join(reel, name);
  if (index % 2 === 0) renameSync(path, join(reel, `g_${name}`));
  else if (index % 5 === 0) rmSync(path);
  else writeFileSync(path, Buffer.concat([plain, Buffer.from(`altered ${index}`)]));
}

function sidecars(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xmp') && !name.startsWith('.provgate'))
    .sort();
}

const essence = (row: Listed): string =>
  [row.path, row.sha256, row.origin, row.involvement, row.temporary, row.suspected].join(' ');

test('killed at 30 random moments while 3,000 files arrive and change, it converges to the undisturbed result', {
  timeout: 240_000,
}, async () => {
  const pictures = [await plainPng('plate'), await generatedPng('a lighthouse')] as const;
  const calm = folder('calm');
  const rough = folder('rough');
  for (const dir of [calm, rough]) expect((await provgate('init', dir)).code).toBe(0);

  for (let index = 0; index < FILES; index++) change(calm, index, pictures);
  expect((await provgate('scan', calm)).code).toBe(0);

  const roll = dice(20261122);
  const moments = new Set(Array.from({ length: KILLS }, () => Math.floor(roll() * FILES)));
  let watcher = start(['watch', rough]);
  for (let index = 0; index < FILES; index++) {
    change(rough, index, pictures);
    if (index % 10 === 0) await new Promise((done) => setImmediate(done));
    if (!moments.has(index)) continue;
    await grown(rough, roll);
    watcher.kill('SIGKILL');
    await finished(watcher);
    watcher = start(['watch', rough]);
  }
  watcher.kill('SIGKILL');
  await finished(watcher);
  expect((await provgate('scan', rough)).code).toBe(0);

  // What was replaced while nobody looked leaves no trace on disk, so `suspected` is compared only where both runs could see it.
  const without = (row: Listed): string => essence({ ...row, suspected: false });
  expect((await listed(rough)).map(without)).toEqual((await listed(calm)).map(without));
  expect(sidecars(calm).length).toBeGreaterThan(500);
  expect(sidecars(rough)).toEqual(sidecars(calm));
  expect((await provgate('audit', 'verify', '--production', rough)).code).toBe(0);
});

/** Waits until the log on disk grew by a random amount: a moment in the middle of work, not a length of time. */
async function grown(dir: string, roll: () => number): Promise<void> {
  const { statSync } = await import('node:fs');
  const wal = join(dir, '.provgate/registry.db-wal');
  const size = (): number => statSync(wal, { throwIfNoEntry: false })?.size ?? 0;
  const before = size();
  const enough = Math.floor(roll() * 200_000);
  const looks = 20 + Math.floor(roll() * 400);
  for (let look = 0; look < looks && Math.abs(size() - before) < enough; look++) {
    await new Promise((done) => setImmediate(done));
    await provgateBreath();
  }
}

/** One turn of the disk: lets the other process run. */
async function provgateBreath(): Promise<void> {
  const { stat } = await import('node:fs/promises');
  await stat('.');
}
