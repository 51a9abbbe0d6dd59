import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../src/domain/path.ts';
import { walk } from '../../src/files/walk.ts';

function tree(): string {
  const root = mkdtempSync(join(tmpdir(), 'provgate-walk-'));
  mkdirSync(join(root, 'b/inner'), { recursive: true });
  mkdirSync(join(root, 'a'));
  writeFileSync(join(root, 'a/1.png'), '1');
  writeFileSync(join(root, 'b/inner/2.png'), '2');
  writeFileSync(join(root, 'B.txt'), 'B');
  return root;
}

function paths(root: string, enter: (folder: string) => boolean = () => true): string[] {
  return [...walk(root, ROOT, enter)]
    .flat()
    .map((step) => ('entry' in step ? `${step.entry.kind} ${step.path}` : `unlistable ${step.path}`));
}

describe('walking a folder', () => {
  test('yields every entry exactly once, folder by folder in byte order', () => {
    expect(paths(tree())).toEqual([
      'file B.txt',
      'folder a',
      'folder b',
      'file a/1.png',
      'folder b/inner',
      'file b/inner/2.png',
    ]);
  });

  test('names links and special files and never follows or opens them (threats 11, 28)', () => {
    const root = tree();
    symlinkSync('/', join(root, 'away'));
    symlinkSync('nowhere', join(root, 'dangling'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(paths(root).filter((line) => !line.startsWith('file') && !line.startsWith('folder'))).toEqual([
      'link away',
      'link dangling',
      'special pipe',
    ]);
  });

  test('a folder that is not entered is still named', () => {
    expect(paths(tree(), (folder) => folder !== 'b')).toEqual([
      'file B.txt',
      'folder a',
      'folder b',
      'file a/1.png',
    ]);
  });

  test('a root that is not there is a named step, not an empty walk', () => {
    expect(paths('/nowhere/at/all')).toEqual(['unlistable ']);
  });
});
