import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RelPath, ROOT } from '../../src/domain/path.ts';
import { walkInOrder } from '../../src/files/ordered-walk.ts';
import { comparePaths, pathBytes } from '../../src/files/paths.ts';

function treeOf(files: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'provgate-ordered-'));
  for (const file of files) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  return root;
}

function filesIn(root: string): RelPath[] {
  return [...walkInOrder(root, ROOT, () => true)].flatMap(({ steps }) =>
    steps.flatMap((step) => ('entry' in step && step.entry.kind === 'file' ? step.path : [])),
  );
}

test('files come in byte order of their whole paths, also around names that sort before a slash', () => {
  const files = [
    'a/x',
    'a.txt',
    'a-b/y',
    'a b',
    'a/b/z',
    'a0',
    'A',
    'é.png',
    'z\u{1f600}.png',
    'z\uffee.png',
  ];
  expect(filesIn(treeOf(files))).toEqual(
    [...files].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
  );
});

test('any tree comes in byte order, each file once', () => {
  const name = fc.stringMatching(/^[a-c.\- ]{1,3}$/).filter((text) => text !== '.' && text !== '..');
  const file = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => [...parts, 'f'].join('/'));
  fc.assert(
    fc.property(fc.uniqueArray(file, { maxLength: 12 }), (files) => {
      const usable = files.filter((one) => !files.some((other) => other.startsWith(`${one}/`)));
      const sorted = [...usable].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(filesIn(treeOf(usable))).toEqual(sorted);
    }),
    { numRuns: 40 },
  );
});

test('comparing paths is comparing their bytes', () => {
  const text = fc.string({ unit: 'binary', maxLength: 6 }).map((value) => value as RelPath);
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(comparePaths(a, b))).toBe(Math.sign(Buffer.compare(pathBytes(a), pathBytes(b))));
    }),
  );
});
