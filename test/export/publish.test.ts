import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RelPath } from '../../src/domain/path.ts';
import { removeLeftovers } from '../../src/export/leftovers.ts';
import { MANIFEST_NAME, type ManifestJson } from '../../src/export/manifest.ts';
import type { Target } from '../../src/export/place.ts';
import { holdsExactly, moveIn, stagingIn, type Written, withdraw } from '../../src/export/publish.ts';
import { discard, makeStaging, type Staging } from '../../src/export/staging.ts';
import { hashBytes } from '../../src/files/hash.ts';
import { lookAt } from '../../src/files/snapshot.ts';
import { path } from '../helpers/gate-values.ts';

let dir: string;
let target: Target;
let staging: Staging;
let written: Map<RelPath, Written>;

/** A target that is a mount: the staging folder lies inside it, and the manifest moves last. */
beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'provgate-publish-')));
  target = {
    dir,
    existed: true,
    staging: 'inside',
    stagingParent: dir,
    stagingPrefix: '.provgate-staging-',
  };
  staging = makeStaging(target);
  written = new Map();
  for (const [place, text] of [
    ['a.txt', 'a'],
    ['deep/b.txt', 'b'],
    [MANIFEST_NAME, manifestOf(['a.txt', 'a'], ['deep/b.txt', 'b'])],
  ] as const) {
    const file = join(staging.content, place);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
    const snapshot = lookAt(file)?.snapshot;
    if (snapshot === undefined) throw new Error('nothing was written');
    written.set(path(place), { sha256: hashBytes(text), snapshot });
  }
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function manifestOf(...files: readonly (readonly [string, string])[]): string {
  const sha256 = 'a'.repeat(64);
  const manifest: ManifestJson = {
    schema: 'provgate.manifest/1',
    madeAt: '2026-11-22T10:00:00.000Z',
    destination: 'final',
    mark: null,
    deliverable: { title: 'Quayside', type: 'master', episode: null, territories: [], channels: [] },
    check: { id: 'c', checkedAt: '2026-11-22T10:00:00.000Z', outcome: 'pass' },
    policies: [],
    versions: { provgate: '0.1.0', engine: 1, configurationSha256: sha256, eventSeq: 1 },
    log: { seq: 1, hash: sha256 },
    counts: { files: files.length, bytes: 2, unknown: 0, genai: 0 },
    files: files.map(([place, text]) => ({
      path: place,
      sha256: hashBytes(text),
      sizeBytes: text.length,
      role: 'item',
      origin: 'camera',
      involvement: 'none',
      temporary: false,
      tool: null,
      approvals: [],
    })),
  };
  return JSON.stringify(manifest);
}

describe('a target that is a mount', () => {
  test('receives everything, the manifest last, and holds exactly what was written', async () => {
    moveIn(target, staging);
    expect(await holdsExactly(dir, written, stagingIn(target, staging))).toBe(true);
    discard(staging);
    expect(readdirSync(dir).sort()).toEqual(['a.txt', 'deep', MANIFEST_NAME]);
  });

  test('is found out when anything in it is other, more or less than was written (threat 10)', async () => {
    moveIn(target, staging);
    const holds = () => holdsExactly(dir, written, stagingIn(target, staging));
    writeFileSync(join(dir, 'late.txt'), 'x');
    expect(await holds()).toBe(false);
    rmSync(join(dir, 'late.txt'));
    expect(await holds()).toBe(true);
    writeFileSync(join(dir, 'a.txt'), 'b');
    expect(await holds()).toBe(false);
    rmSync(join(dir, 'a.txt'));
    expect(await holds()).toBe(false);
  });

  test('into which somebody wrote meanwhile is left alone', () => {
    writeFileSync(join(dir, 'mine.txt'), 'x');
    expect(() => moveIn(target, staging)).toThrowError(expect.objectContaining({ code: 'target-not-empty' }));
    expect(readdirSync(dir).filter((name) => !name.startsWith('.'))).toEqual(['mine.txt']);
  });

  test('gives back what was moved, and only that, when a delivery is withdrawn', () => {
    moveIn(target, staging);
    writeFileSync(join(dir, 'deep/mine.txt'), 'x');
    discard(staging);
    withdraw(target, written);
    expect(readdirSync(dir, { recursive: true })).toEqual(['deep', 'deep/mine.txt']);
  });
});

describe('what a kill in the middle of moving left in a mount', () => {
  /** As after a kill between two renames: one file is moved, its process gone. */
  const killed = async (): Promise<void> => {
    renameSync(join(staging.content, 'a.txt'), join(dir, 'a.txt'));
    const gone = spawn('true');
    await new Promise((done) => gone.on('close', done));
    const owner = join(staging.dir, 'owner.json');
    writeFileSync(owner, JSON.stringify({ ...JSON.parse(readFileSync(owner, 'utf8')), pid: gone.pid }));
  };

  test('is taken back by the next export: there is no delivery without its manifest', async () => {
    await killed();
    await removeLeftovers(target);
    expect(readdirSync(dir)).toEqual([]);
  });

  test('stays where its bytes are not those that were exported', async () => {
    await killed();
    writeFileSync(join(dir, 'a.txt'), 'somebody wrote here');
    await removeLeftovers(target);
    expect(readdirSync(dir)).toEqual(['a.txt']);
  });

  test('is never touched while its process may be running, or where it is no staging folder of ours', async () => {
    const conflict = expect.objectContaining({ code: 'conflict' });
    await expect(removeLeftovers(target)).rejects.toThrowError(conflict);
    writeFileSync(join(staging.dir, 'owner.json'), '{"schema":"something else"}');
    await expect(removeLeftovers(target)).rejects.toThrowError(conflict);
    expect(existsSync(staging.content)).toBe(true);
  });
});
