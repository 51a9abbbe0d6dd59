import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stage } from '../helpers/gate-production.ts';
import { notCovered } from './not-covered.ts';
import { verdictOf } from './show.ts';

const ALL = Array.from({ length: 50 }, (_, n) => `X${String(n + 1).padStart(2, '0')}`);

test('every tricky case has a test under its own number, or is listed with the reason why not', () => {
  const tests = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8'))
    .join('\n');
  const tested = [...tests.matchAll(/^ {2}test\(\s*['"](X\d\d):/gm)].map(([, id]) => id);
  const listed = notCovered.map(({ id }) => id);
  expect([...tested, ...listed].sort()).toEqual(ALL);
});

test('X28 to X32 wait for timelines: until then a cut is incomplete, never passed', async () => {
  const edl =
    'TITLE: QUAYSIDE\n001  A001 V C 00:00:00:00 00:00:02:00 01:00:00:00 01:00:02:00\n* FROM CLIP NAME: shot.png\n';
  const show = await stage({ 'cut.edl': edl }, { policy: ['netflix-genai-2025'] });
  try {
    expect(await verdictOf(show, 'cut.edl')).toMatch(/^(review|incomplete) .*TML-001/);
  } finally {
    await show.close();
  }
});
