import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { classify } from '../src/classify.ts';
import { readMetadata } from '../src/containers/read-metadata.ts';
import { sniff } from '../src/containers/sniff.ts';
import type { ReadState } from '../src/domain/asset.ts';
import type { Classification } from '../src/domain/classification.ts';
import type { Evidence } from '../src/domain/evidence.ts';
import { readEvidence, readState, ruleNotes } from '../src/evidence/index.ts';
import { openRegular } from '../src/files/open.ts';

const CORPUS = join(import.meta.dirname, '../../shared/corpus');
const isAbsent = !existsSync(CORPUS);
const AI = new Set(['generated', 'composite-generated', 'edited-by-ai']);
const BENIGN = new Set(['camera', 'human-made', 'unknown-no-evidence']);
/** Named in the set as cut down to their headers, or cut by nature: structure and size do not agree in them. */
const CUT = /^files\/(?:camera|human-made|unknown-no-evidence)\/exiftool_|musicmetadata_issue-318\.m4a$/;

interface Row {
  readonly file: string;
  readonly label: string;
  readonly expected: string;
}

interface Result extends Classification {
  readonly file: string;
  readonly state: ReadState;
  readonly evidence: readonly Evidence[];
  readonly elapsedMs: number;
}

const rows: readonly Row[] = isAbsent
  ? []
  : readFileSync(join(CORPUS, 'labels.tsv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .map(([file = '', label = '', , , expected = '']) => ({ file, label, expected }));

async function examine(file: string): Promise<Result> {
  const open = openRegular(join(CORPUS, file));
  try {
    const started = performance.now();
    const extension = extname(file).slice(1).toLowerCase();
    const type = sniff(open.bytes, extension);
    const source = {
      ...(await readMetadata(type, open.bytes, extension)),
      type,
      bytes: open.bytes,
      extension,
    };
    const evidence = await readEvidence(source);
    const { state } = readState(source, evidence);
    const elapsedMs = performance.now() - started;
    return { ...classify(evidence, { statements: [] }), file, state, evidence, elapsedMs };
  } finally {
    open.close();
  }
}

describe.skipIf(isAbsent)('real files with known labels (skipped where ../shared/corpus is absent)', () => {
  const results = new Map<string, Result>();
  beforeAll(async () => {
    for (const { file } of rows) results.set(file, await examine(file));
  }, 120_000);
  const all = (wanted: (row: Row) => boolean) =>
    rows.filter(wanted).flatMap(({ file }) => results.get(file) ?? []);
  const wrong = (found: readonly Result[], isRight: (result: Result) => boolean) =>
    found
      .filter((result) => !isRight(result))
      .map(({ file, origin, state }) => `${file}: ${origin}, ${state}`);

  test('every file marked by a generator is GenAI', () => {
    const marked = all(({ label, expected }) => AI.has(label) && !expected.includes('AMBIGUOUS'));
    expect(marked.length).toBeGreaterThan(50);
    expect(wrong(marked, (result) => result.origin === 'genai')).toEqual([]);
  });

  test('no camera, human or silent file is GenAI', () => {
    const benign = all(({ label }) => BENIGN.has(label));
    expect(benign.length).toBeGreaterThan(100);
    expect(wrong(benign, (result) => result.origin !== 'genai')).toEqual([]);
  });

  test('no camera, human or silent file is suspected or in conflict', () => {
    const benign = all(({ label }) => BENIGN.has(label));
    expect(wrong(benign, (result) => !result.suspected && !result.conflict)).toEqual([]);
  });

  test('GenAI pictures without any mark stay unknown, never camera or human', () => {
    const unmarked = all(({ expected }) => expected.includes('TRUTH=AI'));
    expect(unmarked.length).toBeGreaterThan(0);
    expect(wrong(unmarked, (result) => result.origin === 'unknown')).toEqual([]);
  });

  test('files whose mark is ambiguous are shown to a person', () => {
    const ambiguous = all(({ expected }) => expected.includes('AMBIGUOUS'));
    expect(wrong(ambiguous, (result) => result.suspected || result.origin === 'genai')).toEqual([]);
  });

  test('whole files without faults are read to their end', () => {
    const whole = all(({ label, file }) => (BENIGN.has(label) || AI.has(label)) && !CUT.test(file));
    expect(wrong(whole, (result) => result.state === 'ok' || result.state === 'unsupported')).toEqual([]);
  });

  test('broken files are read within their time, and a broken credential is told as broken', () => {
    const malformed = all(({ label }) => label === 'malformed');
    expect(malformed.filter((result) => result.elapsedMs > 5000).map((result) => result.file)).toEqual([]);
    for (const name of ['c2pars_XCA.jpg', 'c2pars_E-sig-CA.jpg', 'c2pars_no_alg.jpg']) {
      const broken = results.get(`files/malformed/${name}`);
      expect(
        broken?.evidence.some((item) => item.status === 'tampered'),
        name,
      ).toBe(true);
      expect(broken?.origin === 'unknown' || broken?.conflict, name).toBe(true);
    }
  });

  test('every claim made is one of the explained rules', () => {
    const known = new Set(ruleNotes.map((note) => note.id));
    const made = new Set([...results.values()].flatMap((result) => result.evidence.map((item) => item.rule)));
    expect([...made].filter((rule) => !known.has(rule))).toEqual([]);
  });
});
