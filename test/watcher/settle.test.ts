import { describe, expect, test } from 'vitest';
import type { RelPath } from '../../src/domain/path.ts';
import { BURST_FILES, type Look, openSettle } from '../../watcher/settle.ts';
import { fakeTimers } from './fake-timers.ts';

const SETTLE_MS = 2_000;
const MB = 1024 * 1024;

function table() {
  const timers = fakeTimers();
  const disk = new Map<string, Look>();
  const done: string[] = [];
  const settle = openSettle({
    timers,
    settleMs: SETTLE_MS,
    look: (path) => disk.get(path) ?? { kind: 'none' },
    onFile: (path, waitedMs) => done.push(`file ${path} after ${waitedMs}`),
    onFolder: (folder) => done.push(`folder ${folder}`),
    onGone: (path) => done.push(`gone ${path}`),
  });
  const put = (
    path: string,
    sizeBytes: number,
    mtimeUs: number,
    more: { inode?: string; local?: boolean } = {},
  ) =>
    disk.set(path, { kind: 'file', sizeBytes, mtimeUs, inode: more.inode ?? '1', local: more.local ?? true });
  const touch = (path: string): void => settle.touch(path as RelPath);
  return { timers, disk, done, settle, put, touch };
}

describe('settling', () => {
  test('a file is ready when size, mtime and inode stayed the same for settleMs', () => {
    const { timers, done, put, touch } = table();
    put('a.mov', 10, 1);
    touch('a.mov');
    timers.pass(SETTLE_MS - 1);
    expect(done).toEqual([]);
    timers.pass(1);
    expect(done).toEqual(['file a.mov after 2000']);
    expect(timers.pending()).toBe(0);
  });

  test('a growing file is waited for, twice as long after each broken settle', () => {
    const { timers, done, put, touch } = table();
    put('a.mov', 10, 1);
    touch('a.mov');
    for (let second = 1; second <= 20; second++) {
      timers.pass(1_000);
      put('a.mov', 10 + second, 1 + second);
      touch('a.mov');
    }
    expect(done).toEqual([]);
    timers.pass(60_000);
    expect(done).toEqual(['file a.mov after 32000']);
  });

  test('the wait never grows beyond ten minutes', () => {
    const { timers, done, put, touch } = table();
    for (let second = 0; second < 7_200; second++) {
      put('a.mov', second, second);
      touch('a.mov');
      timers.pass(1_000);
    }
    expect(done).toEqual([]);
    timers.pass(1_200_000);
    expect(done).toEqual(['file a.mov after 600000']);
  });

  test('a pre-allocated file that is filled later is not judged early: its mtime moves on', () => {
    const { timers, done, put, touch } = table();
    put('a.mxf', 100 * MB, 1);
    touch('a.mxf');
    timers.pass(1_500);
    put('a.mxf', 100 * MB, 2);
    timers.pass(1_000);
    expect(done).toEqual([]);
    timers.pass(4_000);
    expect(done).toEqual(['file a.mxf after 4000']);
  });

  test('saving by temporary file and rename shows the file under its final name only', () => {
    const { timers, disk, done, put, touch } = table();
    put('.a.tmp', 10, 1, { inode: '7' });
    touch('.a.tmp');
    timers.pass(500);
    disk.delete('.a.tmp');
    put('a.psd', 10, 1, { inode: '7' });
    touch('.a.tmp');
    touch('a.psd');
    timers.pass(20_000);
    expect(done).toEqual(['file a.psd after 2000', 'gone .a.tmp']);
  });

  test('another file under the same name and size is another file: the inode tells', () => {
    const { timers, done, put, touch } = table();
    put('a.png', 10, 1, { inode: '1' });
    touch('a.png');
    timers.pass(1_000);
    put('a.png', 10, 1, { inode: '2' });
    timers.pass(1_000);
    expect(done).toEqual([]);
  });

  test('above 64 MB on a network share the wait is 30 seconds, and inodes do not count', () => {
    const { timers, done, put, touch } = table();
    put('a.mov', 65 * MB, 1, { local: false, inode: '1' });
    touch('a.mov');
    put('a.mov', 65 * MB, 1, { local: false, inode: '2' });
    timers.pass(29_999);
    expect(done).toEqual([]);
    timers.pass(1);
    expect(done).toEqual(['file a.mov after 30000']);
  });

  test('a burst in one folder becomes one sweep of that folder', () => {
    const { timers, done, put, touch } = table();
    for (let frame = 0; frame < BURST_FILES * 3; frame++) {
      put(`seq/f.${frame}.exr`, 1, 1);
      touch(`seq/f.${frame}.exr`);
    }
    timers.pass(SETTLE_MS);
    expect(done).toEqual(['folder seq']);
  });

  test('a folder in which something happens all the time is swept nevertheless', () => {
    const { timers, done, settle } = table();
    for (let second = 0; second < 61; second++) {
      settle.touchFolder('live' as RelPath);
      timers.pass(1_000);
    }
    expect(done).toEqual(['folder live', 'folder live']);
  });

  test('a folder is busy while anything below it is waited for', () => {
    const { timers, put, touch, settle } = table();
    put('final/reel/a.mov', 1, 1);
    touch('final/reel/a.mov');
    expect(settle.isBusy('final' as RelPath)).toBe(true);
    expect(settle.isBusy('finals' as RelPath)).toBe(false);
    timers.pass(SETTLE_MS);
    expect(settle.isBusy('final' as RelPath)).toBe(false);
  });

  test('a file that moved while it was read waits twice as long as before', () => {
    const { timers, done, put, touch, settle } = table();
    put('a.mov', 1, 1);
    touch('a.mov');
    timers.pass(SETTLE_MS);
    settle.again('a.mov' as RelPath, 2_000);
    timers.pass(4_000);
    expect(done).toEqual(['file a.mov after 2000', 'file a.mov after 4000']);
  });
});
