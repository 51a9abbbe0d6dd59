import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { classify } from '../../src/classify.ts';
import type { Instant } from '../../src/domain/asset.ts';
import type { Examiner } from '../../src/domain/examination.ts';
import { nameEvidence, originRuleEvidence } from '../../src/evidence/location.ts';
import { openExaminer } from '../../src/examine/pool.ts';
import { pathFromBytes } from '../../src/files/paths.ts';
import { sampleConfiguration } from '../../src/sample/configuration.ts';
import { SAMPLE_FILES } from '../../src/sample/files.ts';
import { makeSample } from '../../src/sample/make.ts';

let dir: string;
let examiner: Examiner;
beforeAll(async () => {
  dir = join(mkdtempSync(join(tmpdir(), 'provgate-origins-')), 'quayside');
  await makeSample(dir, {
    now: '2026-11-22T10:00:00.000Z' as Instant,
    productionId: '0199c0de-0000-7000-8000-000000000001',
  });
  examiner = openExaminer({ workers: 1 });
});
afterAll(async () => {
  await examiner.close();
  rmSync(join(dir, '..'), { recursive: true, force: true });
});

test.each(SAMPLE_FILES.map((file) => [file.path, file.origin, file.suspected] as const))(
  '%s is taken for %s (suspected: %s)',
  async (name, origin, suspected) => {
    const path = pathFromBytes(Buffer.from(name));
    const result = await examiner.examine(join(dir, name));
    if (result.kind !== 'examined') throw new Error(`${name}: ${result.kind}`);
    const { evidence, type, state, stateReason } = result.examination;
    const [rule] = JSON.parse(sampleConfiguration('x')).origins;
    const ruled = name.startsWith('01_CAMERA/')
      ? originRuleEvidence({ origin: rule.origin, by: rule.by, path: rule.path }, type.format, path)
      : [];
    const classified = classify([...evidence, ...nameEvidence(path), ...ruled], {
      statements: [],
      firstSeenPath: path,
    });
    expect([state, stateReason]).toEqual(['ok', undefined]);
    expect([classified.origin, classified.suspected, classified.conflict]).toEqual([
      origin,
      suspected,
      false,
    ]);
  },
);
