import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RelPath } from '../../src/domain/path.ts';
import { pathFromBytes } from '../../src/files/paths.ts';
import { sweep } from '../../watcher/sweep.ts';
import { generatedPng, openShow, plainPng } from './show.ts';

describe('a sweep', () => {
  test('registers every file and marks GenAI temporary', async () => {
    const show = await openShow();
    show.write('stills/quay.png', generatedPng('1'));
    show.write('stills/plain.png', plainPng('1'));
    const report = await sweep(show.runtime);
    expect(report).toMatchObject({ registered: 2, unchanged: 0, missing: 0, problems: [], complete: true });
    expect((await show.located('stills/quay.png'))?.asset).toMatchObject({
      origin: 'genai',
      temporary: true,
    });
    expect((await show.located('stills/plain.png'))?.asset).toMatchObject({ origin: 'unknown' });
  });

  test('done again finds everything unchanged and reads no byte', async () => {
    const show = await openShow();
    for (let index = 0; index < 20; index++) show.write(`a/${index}.png`, plainPng(String(index)));
    show.write('a.txt', 'sorts before a/0.png');
    await sweep(show.runtime);
    expect(await sweep(show.runtime)).toMatchObject({ registered: 0, unchanged: 21, bytesHashed: 0 });
  });

  test('tells changed, new and deleted files apart', async () => {
    const show = await openShow();
    for (const name of ['keep', 'change', 'delete']) show.write(`${name}.png`, plainPng(name));
    await sweep(show.runtime);
    show.write('change.png', plainPng('other bytes'));
    show.write('new.png', plainPng('new'));
    unlinkSync(show.at('delete.png'));
    expect(await sweep(show.runtime)).toMatchObject({ registered: 1, unchanged: 1, changed: 1, missing: 1 });
    expect(await show.live()).toEqual(['change.png', 'keep.png', 'new.png']);
  });

  test('threat 4: bytes replaced with size and mtime restored are seen, because ctime is not', async () => {
    const show = await openShow();
    show.write('shot.png', plainPng('aaaa'));
    const { atime, mtime } = statSync(show.at('shot.png'));
    await sweep(show.runtime);
    show.write('shot.png', generatedPng('aaaa').subarray(0, statSync(show.at('shot.png')).size));
    utimesSync(show.at('shot.png'), atime, mtime);
    expect(await sweep(show.runtime)).toMatchObject({ changed: 1 });
  });

  test('a rename carries the digest without reading, and nothing is missing', async () => {
    const show = await openShow();
    show.write('a/quay.png', generatedPng('1'));
    await sweep(show.runtime);
    const before = await show.located('a/quay.png');
    mkdirSync(show.at('b'));
    renameSync(show.at('a/quay.png'), show.at('b/pier.png'));
    expect(await sweep(show.runtime)).toMatchObject({ moved: 1, missing: 0, registered: 0, bytesHashed: 0 });
    const after = await show.located('b/pier.png');
    expect(after?.asset).toMatchObject({ id: before?.asset?.id, temporary: true });
    expect(after?.location.hashedAtUs).toBe(0);
    expect(await show.live()).toEqual(['b/pier.png']);
  });

  test('a renamed folder of many files is moves only', async () => {
    const show = await openShow();
    for (let index = 0; index < 150; index++) show.write(`before/${index}.png`, plainPng(String(index)));
    await sweep(show.runtime);
    renameSync(show.at('before'), show.at('after'));
    expect(await sweep(show.runtime)).toMatchObject({ moved: 150, missing: 0, unavailable: undefined });
  });

  test('names of every kind survive: case-only renames, NFC and NFD twins, newlines, emoji, 255 bytes', async () => {
    const show = await openShow();
    const names = [
      'Quay.png',
      'caf\u00e9.png',
      'cafe\u0301.png',
      'new\nline.png',
      '\u{1f3ac}.png',
      `${'n'.repeat(251)}.png`,
    ];
    for (const [index, name] of names.entries()) show.write(name, plainPng(String(index)));
    expect(await sweep(show.runtime)).toMatchObject({ registered: 6, problems: [] });
    renameSync(show.at('Quay.png'), show.at('quay.png'));
    expect(await sweep(show.runtime)).toMatchObject({ moved: 1, unchanged: 5, missing: 0 });
    expect(new Set(await show.live())).toEqual(
      new Set(names.map((name) => (name === 'Quay.png' ? 'quay.png' : name))),
    );
  });

  test('threat 11: two names that are no UTF-8 are two files, kept by their exact bytes', async () => {
    const show = await openShow();
    const names = [0xe9, 0xe8].map((byte) =>
      Buffer.concat([Buffer.from(show.at('caf')), Buffer.of(byte), Buffer.from('.png')]),
    );
    for (const [index, name] of names.entries()) writeFileSync(name, plainPng(String(index)));
    expect(await sweep(show.runtime)).toMatchObject({ registered: 2 });
    const expected = [0xe8, 0xe9].map((byte) =>
      pathFromBytes(Buffer.from([0x63, 0x61, 0x66, byte, 0x2e, 0x70, 0x6e, 0x67])),
    );
    expect(await show.live()).toEqual(expected);
    expect(await sweep(show.runtime)).toMatchObject({ unchanged: 2 });
  });

  test('hard links are two places of one asset; a name that goes is not a rename while the other stays', async () => {
    const show = await openShow();
    show.write('a.png', plainPng('1'));
    linkSync(show.at('a.png'), show.at('b.png'));
    await sweep(show.runtime);
    const [a, b] = [await show.located('a.png'), await show.located('b.png')];
    expect(a?.asset?.id).toBe(b?.asset?.id);
    linkSync(show.at('a.png'), show.at('c.png'));
    expect(await sweep(show.runtime)).toMatchObject({ moved: 0, missing: 0, registered: 1 });
  });

  test('a copy is the same asset at another place', async () => {
    const show = await openShow();
    show.write('a.png', generatedPng('1'));
    show.write('copy/b.png', generatedPng('1'));
    expect(await sweep(show.runtime)).toMatchObject({ registered: 2 });
    expect((await show.located('a.png'))?.asset?.id).toBe((await show.located('copy/b.png'))?.asset?.id);
  });

  test('threat 28: FIFOs and links are counted, never opened; a file replaced by a link is no longer there', async () => {
    const show = await openShow();
    show.write('real.png', plainPng('1'));
    show.write('was-file.png', plainPng('2'));
    await sweep(show.runtime);
    execFileSync('mkfifo', [show.at('pipe.png')]);
    unlinkSync(show.at('was-file.png'));
    symlinkSync('real.png', show.at('was-file.png'));
    const report = await sweep(show.runtime);
    expect(Object.fromEntries(report.skipped)).toEqual({ 'own-state': 2, 'special-file': 1, link: 1 });
    expect(await show.live()).toEqual(['real.png']);
  });

  test('ignored and system files are counted by reason, but never inside deliverables', async () => {
    const show = await openShow({
      ignore: ['**/*.tmp'],
      deliverables: [{ path: 'final/**', type: 'master' }],
    });
    for (const name of ['a.tmp', '.DS_Store', '._a.png', 'final/b.tmp', 'final/.DS_Store'])
      show.write(name, name);
    const report = await sweep(show.runtime);
    expect(Object.fromEntries(report.skipped)).toMatchObject({ ignored: 1, 'system-file': 2 });
    expect(await show.live()).toEqual(['final/.DS_Store', 'final/b.tmp']);
    expect((await show.runtime.registry.coverage.get()).skipped).toContainEqual({
      reason: 'ignored',
      count: 1,
    });
  });

  test('a production nested in this one is not entered, and what was known there is not ended', async () => {
    const show = await openShow();
    show.write('other/a.png', plainPng('1'));
    await sweep(show.runtime);
    show.write('other/provgate.json', '{}');
    const report = await sweep(show.runtime);
    expect(Object.fromEntries(report.skipped)).toMatchObject({ 'nested-production': 1 });
    expect(report.missing).toBe(0);
    expect(await show.live()).toEqual(['other/a.png']);
  });

  test.skipIf(process.getuid?.() === 0)(
    'a folder that may not be listed is a problem, and nothing below it is ended',
    async () => {
      const show = await openShow();
      show.write('shut/a.png', plainPng('1'));
      await sweep(show.runtime);
      chmodSync(show.at('shut'), 0o000);
      const report = await sweep(show.runtime);
      chmodSync(show.at('shut'), 0o755);
      expect(report.problems).toEqual([{ path: 'shut', reason: 'EACCES' }]);
      expect(report.missing).toBe(0);
    },
  );

  test('most files gone at once end nothing until a person says that they were deleted', async () => {
    const show = await openShow();
    for (let index = 0; index < 130; index++) show.write(`plates/${index}.txt`, `plate ${index}`);
    show.write('keep.txt', 'keep');
    await sweep(show.runtime);
    rmSync(show.at('plates'), { recursive: true });
    const report = await sweep(show.runtime);
    expect(report).toMatchObject({ missing: 0, unavailable: '130 of 131 files are gone at once' });
    expect((await show.runtime.registry.coverage.get()).unavailable).toBe(report.unavailable);
    expect(await sweep(show.runtime, { confirmMissing: true })).toMatchObject({ missing: 130 });
    expect((await show.runtime.registry.coverage.get()).unavailable).toBeUndefined();
    expect(await show.live()).toEqual(['keep.txt']);
  });

  test('a root that is away is a named failure and shows in coverage', async () => {
    const there = await openShow();
    there.write('a.txt', 'a');
    await sweep(there.runtime);
    const away = { ...there.runtime, production: { ...there.runtime.production, root: there.at('gone') } };
    await expect(sweep(away)).rejects.toMatchObject({ code: 'root-unavailable' });
    expect((await there.runtime.registry.coverage.get()).unavailable).toBe('the media root is not there');
    expect(await there.live()).toEqual(['a.txt']);
  });

  test('sweeping one folder touches nothing outside it', async () => {
    const show = await openShow();
    show.write('a/1.txt', '1');
    show.write('ab/2.txt', '2');
    await sweep(show.runtime);
    unlinkSync(show.at('a/1.txt'));
    unlinkSync(show.at('ab/2.txt'));
    expect(await sweep(show.runtime, { under: 'a' as RelPath })).toMatchObject({ missing: 1 });
    expect(await show.live()).toEqual(['ab/2.txt']);
  });

  test('stopped in the middle it ends nothing, says that it is not complete, and the next one converges', async () => {
    const show = await openShow();
    show.write('before.txt', 'renamed while nobody looked');
    await sweep(show.runtime);
    const { lastCompleteSweepAt } = await show.runtime.registry.coverage.get();
    renameSync(show.at('before.txt'), show.at('z.txt'));
    for (let index = 0; index < 30; index++) show.write(`final/${index}.txt`, String(index));
    const stop = new AbortController();
    const stopped = await sweep(show.runtime, {
      signal: stop.signal,
      onProgress: ({ files }) => {
        if (files === 5) stop.abort();
      },
    });
    expect(stopped).toMatchObject({ complete: false, missing: 0 });
    expect((await show.runtime.registry.coverage.get()).lastCompleteSweepAt).toBe(lastCompleteSweepAt);
    await sweep(show.runtime);
    expect(await show.live()).toHaveLength(31);
  });

  test('files written a moment ago are handed over where somebody settles them', async () => {
    const show = await openShow({ settleMs: 60_000 });
    show.write('growing.mov', 'x');
    const deferred: string[] = [];
    const report = await sweep(show.runtime, { defer: (path) => deferred.push(path) });
    expect(deferred).toEqual(['growing.mov']);
    expect(report.registered).toBe(0);
  });

  test('a file that never stops growing is named, and recorded once it rests', async () => {
    const show = await openShow({ settleMs: 1 });
    show.write('log.bin', Buffer.alloc(1024));
    let growing = true;
    const grow = (): void => {
      appendFileSync(show.at('log.bin'), 'more');
      if (growing) setImmediate(grow);
    };
    grow();
    const report = await sweep(show.runtime);
    growing = false;
    expect([
      ...report.problems,
      ...(await show.live()).map((path) => ({ path, reason: 'recorded' })),
    ]).toEqual([{ path: 'log.bin', reason: expect.stringMatching(/still being written|recorded/) }]);
    await sweep(show.runtime);
    expect(await show.live()).toEqual(['log.bin']);
  });

  test('what lies too deep to be looked at is a problem, never silence', async () => {
    const show = await openShow();
    const deep =
      'for (let i = 0; i < 20; i++) { fs.mkdirSync(process.argv[1]); process.chdir(process.argv[1]); }';
    execFileSync(process.execPath, ['-e', deep, 'd'.repeat(250)], { cwd: show.dir });
    const report = await sweep(show.runtime);
    execFileSync('rm', ['-rf', show.at('d'.repeat(250))]);
    expect(report.problems.map(({ reason }) => reason)).toEqual(['ENAMETOOLONG']);
    expect(report.complete).toBe(true);
  });
});
