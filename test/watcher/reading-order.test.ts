import { expect, test } from 'vitest';
import type { RelPath } from '../../src/domain/path.ts';
import { readingRounds, rereadingOrder } from '../../watcher/reading-order.ts';
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
  const [order = []] = readingRounds(
    [
      candidate('old', 1, 1),
      candidate('large and new', large, 9),
      candidate('new', 1, 9),
      candidate('large final', large, 1, true),
      candidate('small final', 1, 1, true),
    ],
    () => false,
  );
  expect(order.map(({ path }) => path)).toEqual([
    'small final',
    'large final',
    'new',
    'old',
    'large and new',
  ]);
});

test('a plate and its copy in a deliverable, met in one sweep: the folder of its source is read first (threat 7)', () => {
  const rounds = readingRounds(
    [
      candidate('06_DELIVERY/plate.jpg', 500, 9, true),
      candidate('01_CAMERA/plate.jpg', 500, 1),
      candidate('01_CAMERA/other.jpg', 700, 2),
    ],
    (path) => path.startsWith('01_CAMERA/'),
  );
  expect(rounds.map((round) => round.map(({ path }) => path))).toEqual([
    ['01_CAMERA/plate.jpg'],
    ['06_DELIVERY/plate.jpg', '01_CAMERA/other.jpg'],
  ]);
});

test('after an upgrade deliverables are read again first, then what may be GenAI, then the rest', () => {
  const large = 65 * 1024 * 1024;
  const order = rereadingOrder([
    { ...candidate('plate', 1, 9), isOpen: false },
    { ...candidate('large unknown', large, 9), isOpen: true },
    { ...candidate('unknown', 1, 1), isOpen: true },
    { ...candidate('plate in a final', large, 1, true), isOpen: false },
  ]);
  expect(order.map(({ path }) => path)).toEqual(['plate in a final', 'unknown', 'large unknown', 'plate']);
});
