import { describe, expect, test } from 'vitest';
import type { RelPath } from '../../src/domain/path.ts';
import type { LiveLocation } from '../../src/domain/registry.ts';
import { type Anchor, judgeLoss } from '../../watcher/vanished.ts';

function places(count: number, device: string, folder = 'plates'): LiveLocation[] {
  return Array.from({ length: count }, (_, index) => ({
    path: `${folder}/${index}.exr` as RelPath,
    assetId: undefined,
    snapshot: { sizeBytes: 1, mtimeUs: 1, ctimeUs: 1, birthUs: 1, inode: String(index), device, links: 1 },
    hashedAtUs: 1,
  }));
}

const here =
  (device: string, folder = ''): (() => Anchor) =>
  () => ({ folder: folder as RelPath, device });

describe('files that are gone', () => {
  test('a few deleted files are ended', () => {
    const gone = places(3, 'disk');
    const judged = judgeLoss({ gone, live: 10, devices: new Map(), anchorOf: here('disk') });
    expect(judged).toEqual({ ended: gone, unavailable: undefined });
  });

  test('more than half and more than a hundred at once is a disk that is away', () => {
    const gone = places(101, 'disk');
    const anchorOf = here('disk');
    expect(judgeLoss({ gone, live: 200, devices: new Map(), anchorOf })).toEqual({
      ended: [],
      unavailable: '101 of 200 files are gone at once',
    });
    expect(judgeLoss({ gone, live: 202, devices: new Map(), anchorOf }).ended).toHaveLength(101);
    expect(judgeLoss({ gone: gone.slice(1), live: 100, devices: new Map(), anchorOf }).ended).toHaveLength(
      100,
    );
  });

  test('a sub-mount that vanished ends nothing, however few files it had', () => {
    const judged = judgeLoss({
      gone: [...places(2, 'nas', 'nas'), ...places(1, 'disk')],
      live: 1_000,
      devices: new Map([['disk', new Set(['disk'])]]),
      anchorOf: here('disk', 'nas'),
    });
    expect(judged.ended.map((place) => place.path)).toEqual(['plates/0.exr']);
    expect(judged.unavailable).toBe('2 files below nas were on a disk that is not there now');
  });

  test('device numbers given anew after a restart do not make a disk look away', () => {
    const gone = places(2, 'disk-before');
    const devices = new Map([['disk-before', new Set(['disk-now'])]]);
    expect(judgeLoss({ gone, live: 1_000, devices, anchorOf: here('disk-now') }).ended).toEqual(gone);
  });

  test('where not even the root is there, nothing is ended', () => {
    const judged = judgeLoss({
      gone: places(1, 'disk'),
      live: 9,
      devices: new Map(),
      anchorOf: () => undefined,
    });
    expect(judged.ended).toEqual([]);
  });
});
