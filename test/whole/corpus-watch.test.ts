import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CORPUS, finished, folder, hasCorpus, provgate, said, start, until } from '../helpers/built.ts';
import { type Listed, listed } from '../helpers/listed.ts';

interface Label {
  readonly file: string;
  readonly label: string;
  readonly evidence: string;
}

function labels(): Label[] {
  const [, ...rows] = readFileSync(join(CORPUS, 'labels.tsv'), 'utf8').trimEnd().split('\n');
  return rows.map((row) => {
    const [file = '', label = '', , , evidence = ''] = row.split('\t');
    return { file: file.replace(/^files\//, ''), label, evidence };
  });
}

const AI = new Set(['generated', 'composite-generated', 'edited-by-ai']);
const BENIGN = new Set(['camera', 'human-made', 'unknown-no-evidence']);

describe.skipIf(!hasCorpus)(
  'the whole corpus arrives while it is watched (skipped where ../shared/corpus is absent)',
  () => {
    let dir: string;
    let rows: readonly Listed[];
    let watcher: ReturnType<typeof start>;
    const files = hasCorpus
      ? readdirSync(join(CORPUS, 'files'), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(join(CORPUS, 'files').length + 1))
      : [];

    beforeAll(async () => {
      dir = folder('corpus');
      expect((await provgate('init', dir)).code).toBe(0);
      watcher = start(['watch', dir]);
      await said(watcher, /watching/i);
      for (const file of files) {
        mkdirSync(dirname(join(dir, file)), { recursive: true });
        copyFileSync(join(CORPUS, 'files', file), join(dir, file));
      }
      rows = await until(
        () => listed(dir),
        (all) => all.length >= files.length,
      );
    }, 180_000);

    afterAll(async () => {
      watcher.kill('SIGTERM');
      expect((await finished(watcher)).code).toBe(0);
    });

    test('every file is registered exactly once', () => {
      expect(rows.map((row) => row.path).sort()).toEqual([...files].sort());
      expect(watcher.exitCode).toBeNull();
    });

    test('every marked AI file is genai and temporary, and no other file is genai', () => {
      const byPath = new Map(rows.map((row) => [row.path, row]));
      const missed: string[] = [];
      const falsely: string[] = [];
      for (const { file, label, evidence } of labels()) {
        const row = byPath.get(file);
        if (row === undefined) continue; // a sidecar that stands beside its picture
        if (AI.has(label) && !evidence.includes('AMBIGUOUS') && !(row.origin === 'genai' && row.temporary))
          missed.push(file);
        if (BENIGN.has(label) && row.origin === 'genai') falsely.push(file);
      }
      expect({ missed, falsely }).toEqual({ missed: [], falsely: [] });
    });
  },
);
