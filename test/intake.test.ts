import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RelPath } from '../src/domain/path.ts';
import { hashBytes } from '../src/files/hash.ts';
import { type IntakeOptions, type IntakeResult, intake } from '../src/intake.ts';
import { generatedPng, openShow, plainPng, type Show } from './watcher/show.ts';

const take = (show: Show, path: string, options?: IntakeOptions): Promise<IntakeResult> =>
  intake(show.runtime, path as RelPath, options);

const XMP_GENAI = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/></rdf:RDF></x:xmpmeta>`;

describe('the path of one asset', () => {
  test('a new file is read, classified and recorded with its place', async () => {
    const show = await openShow({ deliverables: [{ path: 'final/**', type: 'master' }] });
    show.write('final/quay.png', generatedPng('1'));
    const result = await take(show, 'final/quay.png');
    expect(result).toMatchObject({
      kind: 'recorded',
      bytesHashed: generatedPng('1').length,
      recorded: { change: 'registered', asset: { origin: 'genai', temporary: true, format: 'png' } },
    });
    expect((await show.runtime.registry.outbox.pending(9)).map(({ kind }) => kind).sort()).toEqual([
      'judge',
      'sidecar',
    ]);
  });

  test('known bytes at a new place are only hashed', async () => {
    const show = await openShow();
    show.write('a.png', plainPng('1'));
    show.write('b.png', plainPng('1'));
    await take(show, 'a.png');
    expect(await take(show, 'b.png')).toMatchObject({ kind: 'recorded', recorded: { change: 'located' } });
    expect(await take(show, 'b.png')).toMatchObject({ kind: 'recorded', recorded: { change: 'unchanged' } });
  });

  test('every reason not to be an asset has a name', async () => {
    const show = await openShow({ ignore: ['**/*.tmp'] });
    show.write('media/a.png', plainPng('1'));
    show.write('media/a.tmp', 'x');
    show.write('media/.DS_Store', 'x');
    show.write('nested/provgate.json', '{}');
    show.write('nested/a.png', plainPng('2'));
    symlinkSync('a.png', show.at('media/link.png'));
    symlinkSync('media', show.at('other'));
    execFileSync('mkfifo', [show.at('media/pipe')]);
    const reasons = new Map<string, string>();
    for (const path of [
      'provgate.json',
      '.provgate/registry.db',
      'media',
      'media/link.png',
      'media/pipe',
      'media/a.tmp',
      'media/.DS_Store',
      'nested/a.png',
      'other/a.png',
      'nowhere.png',
      'media/a.png/below',
    ]) {
      const result = await take(show, path);
      reasons.set(path, result.kind === 'skipped' ? result.reason : result.kind);
    }
    expect(Object.fromEntries(reasons)).toEqual({
      'provgate.json': 'own-state',
      '.provgate/registry.db': 'own-state',
      media: 'folder',
      'media/link.png': 'link',
      'media/pipe': 'special-file',
      'media/a.tmp': 'ignored',
      'media/.DS_Store': 'system-file',
      'nested/a.png': 'nested-production',
      'other/a.png': 'link',
      'nowhere.png': 'missing',
      'media/a.png/below': 'missing',
    });
  });

  test('a path named on the command line is taken in although it is ignored', async () => {
    const show = await openShow({ ignore: ['**/*.tmp'] });
    show.write('a.tmp', 'x');
    expect(await take(show, 'a.tmp', { named: true })).toMatchObject({ kind: 'recorded' });
  });

  test('threat 21: a sidecar that arrives later tightens its partner, and its removal loosens nothing', async () => {
    const show = await openShow();
    show.write('quay.png', plainPng('1'));
    await take(show, 'quay.png');
    expect((await show.located('quay.png'))?.asset?.origin).toBe('unknown');
    show.write('quay.xmp', XMP_GENAI);
    expect(await take(show, 'quay.xmp')).toEqual({
      kind: 'skipped',
      path: 'quay.xmp',
      reason: 'sidecar',
      partners: ['quay.png'],
    });
    await take(show, 'quay.png');
    expect((await show.located('quay.png'))?.asset).toMatchObject({ origin: 'genai', temporary: true });
    unlinkSync(show.at('quay.xmp'));
    await take(show, 'quay.png');
    expect((await show.located('quay.png'))?.asset).toMatchObject({ origin: 'genai', temporary: true });
  });

  test('a sidecar alone is an asset of its own', async () => {
    const show = await openShow();
    show.write('lone.xmp', XMP_GENAI);
    expect(await take(show, 'lone.xmp')).toMatchObject({
      kind: 'recorded',
      recorded: { change: 'registered' },
    });
  });

  test('a text beside a picture stays an asset, and says that the picture must be read again', async () => {
    const show = await openShow();
    show.write('quay.png', plainPng('1'));
    show.write('quay.txt', 'shopping list');
    expect(await take(show, 'quay.txt')).toMatchObject({ kind: 'recorded', partners: ['quay.png'] });
  });

  test('a file provgate wrote is recognised by its digest; changed, it is somebody else’s', async () => {
    const show = await openShow();
    show.write('note.txt', 'written by provgate');
    const sha256 = hashBytes('written by provgate');
    await show.runtime.registry.ownFiles.put({ path: 'note.txt' as RelPath, sha256, purpose: 'notice' });
    expect(await take(show, 'note.txt')).toMatchObject({ kind: 'skipped', reason: 'own-file' });
    show.write('note.txt', 'written by a person');
    expect(await take(show, 'note.txt')).toMatchObject({ kind: 'recorded' });
  });

  test('a rename seen by an event carries the digest; with a sidecar beside it the file is read', async () => {
    const show = await openShow();
    show.write('a.png', plainPng('1'));
    show.write('b.png', plainPng('2'));
    await take(show, 'a.png');
    await take(show, 'b.png');
    renameSync(show.at('a.png'), show.at('a2.png'));
    expect(await take(show, 'a2.png')).toMatchObject({ bytesHashed: 0, recorded: { change: 'moved' } });
    renameSync(show.at('b.png'), show.at('b2.png'));
    show.write('b2.xmp', XMP_GENAI);
    expect(await take(show, 'b2.png')).toMatchObject({ recorded: { asset: { origin: 'genai' } } });
  });

  test('threat 20: a file swapped while it is read is not recorded', async () => {
    const show = await openShow();
    show.write('a.bin', Buffer.alloc(2 * 1024 * 1024));
    const { examiner } = show.runtime;
    const swapping = {
      ...show.runtime,
      examiner: {
        ...examiner,
        examine: (path: string | Buffer, options?: Parameters<typeof examiner.examine>[1]) =>
          examiner.examine(path, {
            ...options,
            isKnown: async () => {
              renameSync(show.at('a.bin'), show.at('gone.bin'));
              writeFileSync(show.at('a.bin'), 'other bytes');
              return false;
            },
          }),
      },
    };
    expect(await intake(swapping, 'a.bin' as RelPath)).toEqual({ kind: 'changed', path: 'a.bin' });
    expect(await show.live()).toEqual([]);
  });

  test('a folder rule speaks for what its source can write, at its place only', async () => {
    const show = await openShow({ origins: [{ path: 'cam/**', origin: 'camera', by: 'DIT card offload' }] });
    show.write('cam/a.jpg', Buffer.from('ffd8ffdb0004000affd9', 'hex'));
    await take(show, 'cam/a.jpg');
    const id = (await show.located('cam/a.jpg'))?.asset?.id;
    const evidence = id === undefined ? [] : await show.runtime.registry.assets.evidence(id);
    expect(evidence.filter((claim) => claim.strength === 'rule')).toMatchObject([{ subject: 'location' }]);
  });

  test('a file that cannot be opened has its row', async () => {
    const show = await openShow();
    mkdirSync(show.at('d'));
    show.write('d/a.png', plainPng('1'));
    const { examiner } = show.runtime;
    const failing = {
      ...show.runtime,
      examiner: {
        ...examiner,
        examine: async () => ({ kind: 'unreadable' as const, reason: 'could not read: EIO' }),
      },
    };
    expect(await intake(failing, 'd/a.png' as RelPath)).toMatchObject({ recorded: { change: 'unreadable' } });
    expect((await show.located('d/a.png'))?.location.unreadable).toBe('could not read: EIO');
  });
});
