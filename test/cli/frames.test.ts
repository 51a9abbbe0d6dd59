import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { withFrames } from '../../src/cli/declare/frames.ts';

const dir = mkdtempSync(join(tmpdir(), 'provgate-frames-'));
for (const name of [
  'sh_0001.exr',
  'sh_0002.exr',
  'sh_0100.exr',
  'sh_10000.exr',
  'sh_001.exr',
  'other.exr',
  'odd_##.exr',
])
  writeFileSync(join(dir, name), name);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('sequences on the command line', () => {
  test.each([
    ['sh_####.exr', ['sh_0001.exr', 'sh_0002.exr', 'sh_0100.exr', 'sh_10000.exr']],
    ['sh_%04d.exr', ['sh_0001.exr', 'sh_0002.exr', 'sh_0100.exr', 'sh_10000.exr']],
    ['sh_[0001-0050].exr', ['sh_0001.exr', 'sh_0002.exr']],
    ['odd_##.exr', ['odd_##.exr']],
    ['other.exr', ['other.exr']],
  ])('%s means its frames that are there', (typed, frames) => {
    expect(withFrames(dir, [typed])).toEqual(frames);
  });

  test('without a frame there is nothing to be about', () => {
    expect(() => withFrames(dir, ['none_####.exr'])).toThrowError(
      expect.objectContaining({ code: 'path-missing' }),
    );
  });
});
