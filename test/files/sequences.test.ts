import { describe, expect, test } from 'vitest';
import type { RelPath } from '../../src/domain/path.ts';
import { frameName, groupSequences, rangeText, sequenceName } from '../../src/files/sequences.ts';

const paths = (...names: string[]): RelPath[] => names as RelPath[];
const frames = (first: number, last: number, name: (number: number) => string): RelPath[] =>
  paths(...Array.from({ length: last - first + 1 }, (_, index) => name(first + index)));

describe('sequences', () => {
  test('frames of one folder, prefix, padding and suffix are one sequence, in frame order, with its gaps', () => {
    const names = frames(1001, 1010, (number) => `vfx/sh010.${number}.exr`).filter(
      (path) => !path.includes('1004'),
    );
    const [sequence, ...others] = groupSequences([...names].reverse());
    expect(others).toEqual([]);
    expect(sequence).toEqual({
      folder: 'vfx',
      prefix: 'sh010.',
      padding: 4,
      suffix: '.exr',
      frames: names,
      ranges: [
        { first: 1001, last: 1003 },
        { first: 1005, last: 1010 },
      ],
      gaps: [{ first: 1004, last: 1004 }],
    });
  });

  test('a padded run keeps its padding across a power of ten, an unpadded run has none', () => {
    const padded = groupSequences(frames(998, 1003, (number) => `a.${String(number).padStart(4, '0')}.png`));
    const plain = groupSequences(frames(8, 12, (number) => `a.${number}.png`));
    expect([padded.length, padded[0]?.padding, padded[0]?.frames.length]).toEqual([1, 4, 6]);
    expect([plain.length, plain[0]?.padding, plain[0]?.frames.length]).toEqual([1, 0, 5]);
  });

  test('numbered shots in steps of ten are no sequence, nor are two files', () => {
    expect(groupSequences(paths('shot_010.png', 'shot_020.png', 'shot_030.png', 'shot_040.png'))).toEqual([]);
    expect(groupSequences(paths('a.1.exr', 'a.2.exr'))).toEqual([]);
  });

  test('the same numbers in two folders or two formats are two sequences', () => {
    const both = ['x', 'y'].flatMap((folder) => frames(1, 3, (number) => `${folder}/f.000${number}.exr`));
    const jpegs = frames(1, 3, (number) => `x/f.000${number}.jpg`);
    expect(groupSequences([...both, ...jpegs]).map((sequence) => sequence.folder + sequence.suffix)).toEqual([
      'x.exr',
      'y.exr',
      'x.jpg',
    ]);
  });

  test('movies, dates and names without a number have no frame number', () => {
    expect(['take_01.mov', 'shot20261122123456.png', 'quay.png', '0001'].map(frameName)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('a sequence has one name and its ranges read as people write them', () => {
    expect(sequenceName({ prefix: 'sh.', padding: 4, suffix: '.exr' })).toBe('sh.####.exr');
    expect(sequenceName({ prefix: 'f', padding: 0, suffix: '.png' })).toBe('f#.png');
    expect(
      rangeText([
        { first: 1, last: 3 },
        { first: 7, last: 7 },
      ]),
    ).toBe('1-3, 7');
  });
});
