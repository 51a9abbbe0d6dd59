import { extname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { classify } from '../src/classify.ts';
import { readMetadata } from '../src/containers/read-metadata.ts';
import { sniff } from '../src/containers/sniff.ts';
import type { ReadState } from '../src/domain/asset.ts';
import type { Classification } from '../src/domain/classification.ts';
import type { Evidence } from '../src/domain/evidence.ts';
import { readEvidence, readState } from '../src/evidence/index.ts';
import { ruleNotes } from '../src/evidence/rule-book.ts';
import { openRegular } from '../src/files/open.ts';
import {
  CORPUS,
  corpusRows,
  isCorpusAbsent,
  isInvolvementRight,
  isToolRight,
  mustBeGenai,
  mustNotBeGenai,
  type Row,
} from './helpers/corpus.ts';

/** Named in the set as cut down to their headers, or cut by nature: structure and size do not agree in them. */
const CUT = /^files\/(?:camera|human-made|unknown-no-evidence)\/exiftool_|musicmetadata_issue-318\.m4a$/;

interface Read extends Classification {
  readonly file: string;
  readonly state: ReadState;
  readonly evidence: readonly Evidence[];
  readonly elapsedMs: number;
}

const rows: readonly Row[] = isCorpusAbsent ? [] : corpusRows();

async function examine(file: string): Promise<Read> {
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

describe.skipIf(isCorpusAbsent)(
  'real files with known labels (skipped where ../shared/corpus is absent)',
  () => {
    const results = new Map<string, Read>();
    beforeAll(async () => {
      for (const { file } of rows) results.set(file, await examine(file));
    }, 120_000);
    const all = (wanted: (row: Row) => boolean) =>
      rows.filter(wanted).flatMap(({ file }) => results.get(file) ?? []);
    const wrong = (found: readonly Read[], isRight: (result: Read) => boolean) =>
      found
        .filter((result) => !isRight(result))
        .map(({ file, origin, state }) => `${file}: ${origin}, ${state}`);

    test('every file marked by a generator is GenAI', () => {
      const marked = all(mustBeGenai);
      expect(marked.length).toBeGreaterThan(50);
      expect(wrong(marked, (result) => result.origin === 'genai')).toEqual([]);
    });

    test('what made it is named as the label names it, and how much as the label tells', () => {
      const told = rows.filter(mustBeGenai).map((row) => {
        const read = results.get(row.file);
        return { ...row, found: read, state: read?.state ?? 'missing', reason: undefined, evidence: [] };
      });
      const named = told.filter(isToolRight);
      expect(named.length / told.length).toBeGreaterThanOrEqual(0.95);
      expect(told.filter((result) => !isInvolvementRight(result)).map(({ file }) => file)).toEqual([]);
    });

    test('no camera, human or silent file is GenAI', () => {
      const benign = all(mustNotBeGenai);
      expect(benign.length).toBeGreaterThan(100);
      expect(wrong(benign, (result) => result.origin !== 'genai')).toEqual([]);
    });

    test('no camera, human or silent file is suspected or in conflict', () => {
      const benign = all(mustNotBeGenai);
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
      const whole = all((row) => row.label !== 'malformed' && !CUT.test(row.file));
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
      const made = new Set(
        [...results.values()].flatMap((result) => result.evidence.map((item) => item.rule)),
      );
      expect([...made].filter((rule) => !known.has(rule))).toEqual([]);
    });
  },
);
