import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RelPath } from '../../src/domain/path.ts';
import { settleSidecars } from '../../src/sidecars/settle-sidecars.ts';
import { sweep } from '../../watcher/sweep.ts';
import { generatedPng, openShow, plainPng, type Show } from '../watcher/show.ts';

const names = (show: Show, folder: string): string[] => readdirSync(show.at(folder)).sort();
const text = (show: Show, path: string): string => readFileSync(show.at(path), 'utf8');

describe('our sidecars', () => {
  test('a temporary asset gets one that says what it is, and nobody else does', async () => {
    const show = await openShow();
    show.write('vfx/quay.png', generatedPng('1'));
    show.write('vfx/plain.png', plainPng('1'));
    await sweep(show.runtime);
    expect(names(show, 'vfx')).toEqual(['plain.png', 'quay.png', 'quay.png.xmp']);
    const asset = (await show.located('vfx/quay.png'))?.asset;
    const xmp = text(show, 'vfx/quay.png.xmp');
    for (const part of [
      'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
      'xmlns:provgate="https://provgate.org/ns/1.0/"',
      '<provgate:status>TEMPORARY</provgate:status>',
      `<provgate:assetId>${asset?.id}</provgate:assetId>`,
      `<provgate:sha256>${asset?.sha256}</provgate:sha256>`,
      '<provgate:origin>genai</provgate:origin>',
      '<Iptc4xmpExt:AISystemUsed>',
    ]) {
      expect(xmp).toContain(part);
    }
    expect(xmp).not.toContain('a quay at dusk');
  });

  test('it is no asset, and a second sweep neither reads it nor writes it again', async () => {
    const show = await openShow();
    show.write('quay.png', generatedPng('1'));
    await sweep(show.runtime);
    const before = statSync(show.at('quay.png.xmp')).mtimeMs;
    const report = await sweep(show.runtime);
    expect(report).toMatchObject({ registered: 0, unchanged: 1, bytesHashed: 0 });
    expect(Object.fromEntries(report.skipped)).toMatchObject({ 'own-file': 1 });
    await settleSidecars(show.runtime, ['quay.png' as RelPath]);
    expect(statSync(show.at('quay.png.xmp')).mtimeMs).toBe(before);
    expect(await show.live()).toEqual(['quay.png']);
  });

  test('it follows a rename and goes with a deletion', async () => {
    const show = await openShow();
    show.write('a/quay.png', generatedPng('1'));
    mkdirSync(show.at('b'));
    await sweep(show.runtime);
    renameSync(show.at('a/quay.png'), show.at('b/pier.png'));
    await sweep(show.runtime);
    expect([names(show, 'a'), names(show, 'b')]).toEqual([[], ['pier.png', 'pier.png.xmp']]);
    unlinkSync(show.at('b/pier.png'));
    await sweep(show.runtime);
    expect(names(show, 'b')).toEqual([]);
  });

  test('it comes along when its folder is renamed, and nothing is read again', async () => {
    const show = await openShow();
    show.write('a/quay.png', generatedPng('1'));
    await sweep(show.runtime);
    renameSync(show.at('a'), show.at('b'));
    expect(await sweep(show.runtime)).toMatchObject({ moved: 1, bytesHashed: 0 });
    expect(names(show, 'b')).toEqual(['quay.png', 'quay.png.xmp']);
    const own = await show.runtime.registry.ownFiles.all();
    expect(own.map(({ path }) => path)).toEqual(['b/quay.png.xmp']);
    expect(show.log.filter((line) => line.startsWith('sidecar-'))).toEqual([]);
  });

  test('that of a sequence comes along as well, and is never an asset', async () => {
    const show = await openShow();
    for (const frame of [1, 2, 3]) show.write(`a/f.000${frame}.png`, generatedPng(String(frame)));
    await sweep(show.runtime);
    renameSync(show.at('a'), show.at('b'));
    expect(await sweep(show.runtime)).toMatchObject({ moved: 3, registered: 0, bytesHashed: 0 });
    expect((await show.runtime.registry.ownFiles.all()).map(({ path }) => path)).toEqual([
      'b/f.####.png.xmp',
    ]);
  });

  test('copied beside another file it is evidence there', async () => {
    const show = await openShow();
    show.write('quay.png', generatedPng('1'));
    show.write('other.png', plainPng('1'));
    await sweep(show.runtime);
    show.write('other.png.xmp', text(show, 'quay.png.xmp'));
    await sweep(show.runtime);
    expect((await show.located('other.png'))?.asset).toMatchObject({ origin: 'genai', temporary: true });
  });

  test('a foreign file in its place is left alone and reported', async () => {
    const show = await openShow();
    show.write('quay.png', generatedPng('1'));
    show.write('quay.png.xmp', '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
    await sweep(show.runtime);
    expect(text(show, 'quay.png.xmp')).toBe('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
    expect(show.log.filter((line) => line.startsWith('sidecar-foreign'))).toHaveLength(1);
  });

  test('one that a person edited is theirs from then on, and still cannot loosen anything', async () => {
    const show = await openShow();
    show.write('quay.png', generatedPng('1'));
    await sweep(show.runtime);
    const cleared = text(show, 'quay.png.xmp')
      .replaceAll('TEMPORARY', 'CLEARED')
      .replaceAll('genai', 'human');
    show.write('quay.png.xmp', cleared);
    await sweep(show.runtime);
    expect(text(show, 'quay.png.xmp')).toBe(cleared);
    expect((await show.located('quay.png'))?.asset).toMatchObject({ origin: 'genai', temporary: true });
  });

  test('threat 38: nothing is written through a planted link', async () => {
    const show = await openShow();
    show.write('quay.png', generatedPng('1'));
    show.write('victim.txt', 'untouched');
    symlinkSync('victim.txt', show.at('quay.png.xmp'));
    await sweep(show.runtime);
    expect(text(show, 'victim.txt')).toBe('untouched');
  });

  test('a sequence has one for all its frames, also when its frames come one by one', async () => {
    const show = await openShow();
    show.write('seq/f.0001.png', generatedPng('1'));
    show.write('seq/f.0002.png', generatedPng('2'));
    await sweep(show.runtime);
    expect(names(show, 'seq').filter((name) => name.endsWith('.xmp'))).toEqual([
      'f.0001.png.xmp',
      'f.0002.png.xmp',
    ]);
    for (const frame of [3, 4, 5]) show.write(`seq/f.000${frame}.png`, generatedPng(String(frame)));
    await sweep(show.runtime);
    expect(names(show, 'seq').filter((name) => name.endsWith('.xmp'))).toEqual(['f.####.png.xmp']);
    expect(text(show, 'seq/f.####.png.xmp')).toContain('<provgate:frames>1-5</provgate:frames>');
    for (const frame of [3, 4, 5]) unlinkSync(show.at(`seq/f.000${frame}.png`));
    await sweep(show.runtime);
    expect(names(show, 'seq').filter((name) => name.endsWith('.xmp'))).toEqual([
      'f.0001.png.xmp',
      'f.0002.png.xmp',
    ]);
  });

  test.each([
    ['MHL', 'pkg/ascmhl/0001.mhl'],
    ['an IMF or DCP asset map', 'pkg/ASSETMAP.xml'],
    ['BagIt', 'pkg/bagit.txt'],
  ])('none is written in a folder under %s', async (_name, mark) => {
    const show = await openShow();
    show.write(mark, 'x');
    show.write('pkg/deep/quay.png', generatedPng('1'));
    await sweep(show.runtime);
    expect(names(show, 'pkg/deep')).toEqual(['quay.png']);
  });

  test('none is written under a camera rule, in a deliverable, or where they are switched off', async () => {
    const show = await openShow({
      origins: [{ path: 'cam/**', origin: 'camera', by: 'DIT' }],
      deliverables: [{ path: 'final/**', type: 'master' }],
    });
    for (const folder of ['cam', 'final']) show.write(`${folder}/quay.png`, generatedPng(folder));
    await sweep(show.runtime);
    expect([names(show, 'cam'), names(show, 'final')]).toEqual([['quay.png'], ['quay.png']]);
    const off = await openShow({ sidecars: 'off' });
    off.write('quay.png', generatedPng('1'));
    await sweep(off.runtime);
    expect(existsSync(off.at('quay.png.xmp'))).toBe(false);
  });

  test('a stop between writing one and recording it is made up for', async () => {
    const show = await openShow();
    show.write('quay.png', generatedPng('1'));
    await sweep(show.runtime);
    await show.runtime.registry.ownFiles.remove('quay.png.xmp' as RelPath);
    await show.runtime.registry.outbox.add([{ kind: 'sidecar', path: 'quay.png' as RelPath }]);
    await sweep(show.runtime);
    expect((await show.runtime.registry.ownFiles.all()).map(({ path }) => path)).toEqual(['quay.png.xmp']);
  });

  test('what was left of one that was being written is no asset, and goes when it is old enough to be nobody’s', async () => {
    const show = await openShow();
    show.write('quay.png', generatedPng('1'));
    await sweep(show.runtime);
    const half = text(show, 'quay.png.xmp').slice(0, 300);
    show.write('.quay.png.xmp.0123456789ab.tmp', half);
    show.write('.notes.txt.0123456789ab.tmp', 'written by a person');
    await sweep(show.runtime);
    expect(await show.live()).toEqual(['quay.png']);
    expect(existsSync(show.at('.quay.png.xmp.0123456789ab.tmp'))).toBe(true);
    const { clock } = show.runtime;
    const nextHour = { ...clock, nowUs: () => clock.nowUs() + 3_600_000_000 };
    await sweep({ ...show.runtime, clock: nextHour });
    expect(existsSync(show.at('.quay.png.xmp.0123456789ab.tmp'))).toBe(false);
    expect(existsSync(show.at('.notes.txt.0123456789ab.tmp'))).toBe(true);
  });

  test('one whose media went while nobody looked is taken away by the next sweep', async () => {
    const show = await openShow();
    show.write('quay.png', generatedPng('1'));
    await sweep(show.runtime);
    unlinkSync(show.at('quay.png'));
    await show.runtime.registry.locations.close(['quay.png' as RelPath], show.runtime.clock.now());
    await sweep(show.runtime);
    expect(existsSync(show.at('quay.png.xmp'))).toBe(false);
  });

  test('a name with no room for it, or that is no UTF-8, is reported and changes nothing', async () => {
    const show = await openShow();
    show.write(`${'n'.repeat(251)}.png`, generatedPng('1'));
    writeFileSync(
      Buffer.concat([Buffer.from(show.at('caf')), Buffer.of(0xe9), Buffer.from('.png')]),
      generatedPng('2'),
    );
    expect(await sweep(show.runtime)).toMatchObject({ registered: 2 });
    expect(show.log.filter((line) => line.startsWith('sidecar-refused'))).toHaveLength(2);
  });
});
