import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeAtomic } from '../../src/files/write-atomic.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'provgate-write-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('writing a file whole or not at all', () => {
  test('the file has the bytes and mode asked for, and nothing else is left', () => {
    const path = join(dir, 'notice.txt');
    writeAtomic(path, 'first', { mode: 0o640 });
    writeAtomic(path, Buffer.from('second'), { mode: 0o640 });
    expect(readFileSync(path, 'utf8')).toBe('second');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(dir)).toEqual(['notice.txt']);
  });

  test('what cannot be put in its place leaves no temporary file', () => {
    mkdirSync(join(dir, 'taken'));
    expect(() => writeAtomic(join(dir, 'taken'), 'x')).toThrow();
    expect(readdirSync(dir)).toEqual(['taken']);
  });
});

describe('planted links do not lead elsewhere (threat 38)', () => {
  test('a link in the place of the file is replaced, its target untouched', () => {
    const victim = join(dir, 'victim');
    writeFileSync(victim, 'mine');
    symlinkSync(victim, join(dir, 'notice.txt'));
    writeAtomic(join(dir, 'notice.txt'), 'ours');
    expect(readFileSync(victim, 'utf8')).toBe('mine');
    expect(readFileSync(join(dir, 'notice.txt'), 'utf8')).toBe('ours');
  });

  test('a link among the folders below the root is refused', () => {
    mkdirSync(join(dir, 'outside/deep'), { recursive: true });
    mkdirSync(join(dir, 'root'));
    symlinkSync(join(dir, 'outside'), join(dir, 'root/linked'));
    const write = (path: string) => () => writeAtomic(join(dir, path), 'x', { root: join(dir, 'root') });
    expect(write('root/linked/deep/notice.txt')).toThrow(expect.objectContaining({ code: 'could-not-read' }));
    expect(write('root/linked/notice.txt')).toThrow(expect.objectContaining({ code: 'could-not-read' }));
    expect(write('outside/notice.txt')).toThrow(expect.objectContaining({ code: 'outside-production' }));
    expect(readdirSync(join(dir, 'outside'))).toEqual(['deep']);
    expect(readdirSync(join(dir, 'outside/deep'))).toEqual([]);
  });
});
