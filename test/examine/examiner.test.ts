import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ExamineResult, Examiner } from '../../src/domain/examination.ts';
import { openExaminer } from '../../src/examine/pool.ts';

const childModule = fileURLToPath(new URL('children/hostile.ts', import.meta.url));
let dir: string;
let examiner: Examiner;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'provgate-examine-'));
  examiner = openExaminer({ childModule, askBytes: 0 });
});

afterEach(async () => {
  await examiner.close();
  rmSync(dir, { recursive: true });
});

function file(name: string, content: string | Buffer): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** The parts of a result that tests compare. */
function essence(result: ExamineResult): unknown {
  if (result.kind === 'examined') {
    const { sha256, state, evidence } = result.examination;
    return { kind: result.kind, sha256, state, excerpts: evidence.map((e) => e.excerpt) };
  }
  return result;
}

test('a file comes back with its digest, type, state and evidence', async () => {
  const result = await examiner.examine(file('quay.told', 'hello'));
  expect(result).toMatchObject({
    kind: 'examined',
    examination: {
      sha256: sha256('hello'),
      type: { format: 'told' },
      state: 'ok',
      engineVersion: examiner.engineVersion,
      snapshot: { sizeBytes: 5 },
      evidence: [{ excerpt: '5 bytes of told, manifest 0', subject: 'content' }],
    },
    sidecarEvidence: [],
  });
});

test('a large file is hashed whole, while small ones go on beside it', async () => {
  const large = Buffer.alloc(40 * 1024 * 1024, 'quay');
  const paths = [file('large.told', large), file('a.told', 'a'), file('b.told', 'b'), file('c.told', 'c')];
  const results = await Promise.all(paths.map((path) => examiner.examine(path)));
  expect(results.map(essence)).toMatchObject([
    { sha256: sha256(large) },
    { sha256: sha256('a') },
    { sha256: sha256('b') },
    { sha256: sha256('c') },
  ]);
});

test('hundreds of files at once all come back, each with its own digest', async () => {
  const contents = Array.from({ length: 300 }, (_, n) => `file ${n}`);
  const paths = contents.map((content, n) => file(`${n}.told`, content));
  const results = await Promise.all(
    paths.map((path) => examiner.examine(path, { isKnown: () => Promise.resolve(false) })),
  );
  expect(results.map((result) => result.kind === 'examined' && result.examination.sha256)).toEqual(
    contents.map(sha256),
  );
});

test('a name that is no UTF-8 is opened by its bytes', async () => {
  const path = Buffer.concat([Buffer.from(`${dir}/caf`), Buffer.of(0xe9), Buffer.from('.told')]);
  writeFileSync(path, 'coffee');
  expect(essence(await examiner.examine(path))).toMatchObject({
    sha256: sha256('coffee'),
    excerpts: ['6 bytes of told, manifest 0'],
  });
});

test('no reader runs when only the digest is wanted or the bytes are known', async () => {
  const path = file('known.told', 'throw');
  const asked: string[] = [];
  const isKnown = async (digest: string): Promise<boolean> => asked.push(digest) > 0;
  const known = await examiner.examine(path, { isKnown });
  const digest = await examiner.examine(path, { digestOnly: true });
  expect(known).toMatchObject({ kind: 'hashed', sha256: sha256('throw'), sidecarEvidence: [] });
  expect(digest).toMatchObject({ kind: 'hashed', sha256: sha256('throw') });
  expect(asked).toEqual([sha256('throw')]);
});

test('an error of the question whether bytes are known reaches the caller', async () => {
  const isKnown = (): Promise<boolean> => Promise.reject(new Error('the registry is closed'));
  await expect(examiner.examine(file('a.told', 'a'), { isKnown })).rejects.toThrow('the registry is closed');
  expect(await examiner.examine(file('b.told', 'b'))).toMatchObject({ kind: 'examined' });
});

test('a file that is not there is missing', async () => {
  expect(await examiner.examine(join(dir, 'gone.told'))).toEqual({ kind: 'missing' });
});

test('threat 28: a FIFO, a socket, a link, a device and a folder are never opened', async () => {
  execFileSync('/usr/bin/mkfifo', [join(dir, 'fifo')]);
  const socket = createServer().listen(join(dir, 'socket'));
  symlinkSync(file('target.told', 'x'), join(dir, 'link'));
  const paths = [join(dir, 'fifo'), join(dir, 'socket'), join(dir, 'link'), '/dev/zero', dir];
  const results = await Promise.all(paths.map((path) => examiner.examine(path)));
  expect(results.map((result) => result.kind)).toEqual(paths.map(() => 'unreadable'));
  socket.close();
});

test('threat 20: a file swapped inside a reader is changed, not examined', async () => {
  const go = join(dir, 'go');
  const path = file('swapped.told', `wait\n${go}\n`);
  const other = file('other.told', `wait\n${go}\n`);
  const isKnown = async (): Promise<boolean> => {
    setImmediate(() => {
      renameSync(other, path);
      writeFileSync(go, '');
    });
    return false;
  };
  expect(await examiner.examine(path, { isKnown })).toEqual({ kind: 'changed' });
});

test('threat 20: a file that grows after it was hashed is changed', async () => {
  const path = file('growing.told', 'first half');
  const isKnown = async (): Promise<boolean> => {
    appendFileSync(path, ', second half');
    return true;
  };
  expect(await examiner.examine(path, { isKnown })).toEqual({ kind: 'changed' });
});

test('sidecars become evidence of the place, each named', async () => {
  const media = file('quay.told', 'pixels');
  const sidecars = [file('quay.told.xmp', 'says'), file('quay.c2pa', 'manifest'), join(dir, 'gone.xmp')];
  const result = await examiner.examine(media, { sidecars });
  expect(result).toMatchObject({
    kind: 'examined',
    examination: { evidence: [{ subject: 'content' }] },
    sidecarEvidence: [
      { subject: 'location', where: 'quay.told.xmp/told', excerpt: '4 bytes of xmp, manifest 0' },
      // The manifest of a `.c2pa` file speaks of the media file's bytes.
      { subject: 'location', where: 'quay.c2pa/told', excerpt: '6 bytes of told, manifest 8' },
    ],
  });
});

test('a sidecar of known bytes is read again, because it may be new', async () => {
  const media = file('quay.told', 'pixels');
  const sidecars = [file('quay.told.xmp', 'says')];
  const result = await examiner.examine(media, { sidecars, isKnown: () => Promise.resolve(true) });
  expect(result).toMatchObject({ kind: 'hashed', sidecarEvidence: [{ where: 'quay.told.xmp/told' }] });
});

test('a sidecar that is a link, or that cannot be read, is evidence that something could not be read', async () => {
  const media = file('quay.told', 'pixels');
  symlinkSync(file('elsewhere.xmp', 'x'), join(dir, 'quay.told.xmp'));
  const sidecars = [join(dir, 'quay.told.xmp'), file('quay.xmp', 'damaged'), file('quay.txt', 'segfault')];
  const result = await examiner.examine(media, { sidecars });
  expect(result).toMatchObject({
    kind: 'examined',
    examination: { state: 'ok' },
    sidecarEvidence: [
      { subject: 'location', where: 'quay.told.xmp', status: 'unreadable' },
      { subject: 'location', where: 'quay.xmp', status: 'unreadable', excerpt: 'nonsense' },
      { subject: 'location', where: 'quay.txt', status: 'unreadable', excerpt: 'its reader stopped twice' },
    ],
  });
});
