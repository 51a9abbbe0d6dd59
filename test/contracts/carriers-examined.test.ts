import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Examiner } from '../../src/domain/examination.ts';
import { openExaminer } from '../../src/examine/pool.ts';
import { CARRIERS } from './carrier-cases/index.ts';

/** One place of each kind in each container: enough to show that a process of its own reads what the readers read. */
const REPRESENTATIVES = [
  ...new Map(CARRIERS.map((carrier) => [`${carrier.format}.${carrier.kind}`, carrier])).entries(),
];

let dir: string;
let examiner: Examiner;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'provgate-carriers-'));
  examiner = openExaminer();
});

afterAll(async () => {
  await examiner.close();
  rmSync(dir, { recursive: true });
});

test.each(REPRESENTATIVES)(
  '%s: a marked file is told by the examiner',
  async (name, { extension, cases }) => {
    const [first] = cases;
    if (first === undefined) throw new TypeError(`${name} has no case`);
    const path = join(dir, `${name}.${extension}`);
    writeFileSync(path, first.marked);
    const result = await examiner.examine(path);
    expect(result).toMatchObject({ kind: 'examined', examination: { state: 'ok' } });
    const { evidence = [], members = [] } = result.kind === 'examined' ? result.examination : {};
    // A picture inside is a file of its own.
    const isInside = members.some((member) => member.origin === 'genai');
    expect(isInside || evidence.some((item) => item.rule === first.expected.rule)).toBe(true);
  },
);
