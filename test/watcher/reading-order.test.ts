import { expect, test } from 'vitest';
import type { RelPath } from '../../src/domain/path.ts';
import { readingOrder } from '../../watcher/reading-order.ts';
import type { Candidate } from '../../watcher/survey.ts';

function candidate(path: string, sizeBytes: number, mtimeUs: number, deliverable = false): Candidate {
  const beside = { sidecars: [], partners: [], isOwn: false };
  return {
    path: path as RelPath,
    sizeBytes,
    mtimeUs,
    ctimeUs: 1,
    deliverable,
    local: true,
    beside,
    isNew: true,
  };
}

test('deliverables are read first, then small files, then the newest', () => {
  const large = 65 * 1024 * 1024;
  const order = readingOrder([
    candidate('old', 1, 1),
    candidate('large and new', large, 9),
    candidate('new', 1, 9),
    candidate('large final', large, 1, true),
    candidate('small final', 1, 1, true),
  ]);
  expect(order.map(({ path }) => path)).toEqual([
    'small final',
    'large final',
    'new',
    'old',
    'large and new',
  ]);
});
