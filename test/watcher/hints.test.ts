import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { type RelPath, ROOT } from '../../src/domain/path.ts';
import { type Hints, openHints } from '../../watcher/hints.ts';
import { systemTimers } from '../../watcher/timers.ts';
import { until } from './until.ts';

async function watched(
  folders: readonly string[],
): Promise<{ root: string; hints: Hints; seen: Set<string> }> {
  const root = mkdtempSync(join(tmpdir(), 'provgate-hints-'));
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  const seen = new Set<string>();
  const hints = openHints({
    root,
    timers: systemTimers,
    onHint: (path) => seen.add(path),
    onFolderHint: (folder) => seen.add(`${folder}/`),
    onTrouble: (reason) => seen.add(`trouble: ${reason}`),
  });
  onTestFinished(async () => {
    await hints.close();
    rmSync(root, { recursive: true, force: true });
  });
  await hints.add([ROOT, ...folders.map((folder) => folder as RelPath)]);
  return { root, hints, seen };
}

const hint = (seen: Set<string>, path: string): Promise<boolean> =>
  until(`a hint of ${path} among ${[...seen]}`, () => seen.has(path), Boolean);

test('chokidar’s raw event still names what happened in each watched folder, whatever its name', async () => {
  const { root, seen } = await watched(['a', 'a/b']);
  for (const name of ['top.png', 'a/new.mov', 'a/b/deep.exr', 'a/.hidden', 'a/backup~', 'a/.x.swp']) {
    writeFileSync(join(root, name), 'x');
    await hint(seen, name);
  }
  renameSync(join(root, 'a/new.mov'), join(root, 'a/final.mov'));
  await hint(seen, 'a/final.mov');
  mkdirSync(join(root, 'a/c'));
  await hint(seen, 'a/c');
});

const unshare = ['-Ur', process.execPath, fileURLToPath(new URL('./few-watches-child.ts', import.meta.url))];
const canUnshare = spawnSync('unshare', ['-Ur', 'true']).status === 0;

test.skipIf(!canUnshare)(
  'past the system’s limit of watches it says so, and what is watched is still heard',
  () => {
    const root = mkdtempSync(join(tmpdir(), 'provgate-hints-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    for (let folder = 0; folder < 30; folder++) mkdirSync(join(root, `f${folder}`));
    const told = spawnSync('unshare', [...unshare, root], { encoding: 'utf8' });
    expect(JSON.parse(told.stdout)).toEqual({ troubles: ['ENOSPC'], heard: true });
  },
);

test('a name that is no UTF-8 is a hint about its folder', async () => {
  const { root, seen } = await watched(['a']);
  writeFileSync(Buffer.concat([Buffer.from(join(root, 'a/caf')), Buffer.of(0xe9)]), 'x');
  await hint(seen, 'a/');
});

test('a folder taken away and put back is heard again once it is renewed', async () => {
  const { root, hints, seen } = await watched(['a', 'a/b']);
  rmSync(join(root, 'a/b'), { recursive: true });
  await hint(seen, 'a/b');
  mkdirSync(join(root, 'a/b'));
  await hints.renew('a/b' as RelPath);
  writeFileSync(join(root, 'a/b/again.png'), 'x');
  await hint(seen, 'a/b/again.png');
});

test('a folder whose name is no UTF-8 cannot be watched, and that is said', async () => {
  const { hints, seen } = await watched([]);
  await hints.add(['caf\udce9' as RelPath]);
  expect([...seen]).toEqual(['trouble: a folder whose name is no UTF-8']);
});
