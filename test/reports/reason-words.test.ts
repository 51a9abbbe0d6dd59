import { expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { POINTS } from '../../src/domain/origin.ts';
import type { AssetReport } from '../../src/reports/asset-json.ts';
import { reasonWords } from '../../src/reports/reason-words.ts';
import { genai, path } from '../helpers/gate-values.ts';

const { id, ...facts } = genai();
const evidence = (rule: string, change: Partial<Evidence>): Evidence => ({
  subject: 'content',
  reader: 'generator-signature',
  readerVersion: 1,
  rule,
  strength: 'tool',
  where: 'png.text.parameters',
  excerpt: 'words',
  status: 'read',
  ...change,
});
const report = (change: Partial<AssetReport>, ...found: readonly Evidence[]): AssetReport => ({
  ...facts,
  path: path('quay.png'),
  assetId: id,
  verified: 'bytes',
  evidence: found,
  ...change,
});
const why = (given: AssetReport) => reasonWords(given, (rule) => rule);

test('the strongest evidence of what a file is gives the reason', () => {
  const weak = evidence('weak', { points: POINTS.generated, strength: 'heuristic' });
  const strong = evidence('strong', { points: POINTS.generated, strength: 'standard' });
  const other = evidence('other', { points: POINTS.captured, strength: 'signed' });
  expect(why(report({}, weak, strong, other))).toBe('Strong, says: created by a trained model');
  expect(why(report({ origin: 'camera' }, weak, other))).toBe('Other, says: captured by a device');
});

test('a suspicion has its reason, and what is only unknown has none', () => {
  const weak = evidence('weak', { points: POINTS.generated, strength: 'heuristic' });
  expect(why(report({ origin: 'unknown', suspected: true }, weak))).toMatch(
    /^Weak, a weak sign, says: created/,
  );
  const broken = evidence('seal', { status: 'tampered' });
  expect(why(report({ origin: 'camera', conflict: true }, weak, broken))).toMatch(
    /^Seal, its signature does not hold/,
  );
  expect(
    why(report({ origin: 'unknown', state: 'incomplete', stateReason: 'png: it stops at byte 9' })),
  ).toBe('Cut short or damaged: the file ends before its own structure does (it stops at byte 9).');
  const program = evidence('program', { points: POINTS.ambiguous });
  expect(why(report({ origin: 'unknown', suspected: false }, program))).toBeUndefined();
});
