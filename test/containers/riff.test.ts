import { describe, expect, test } from 'vitest';
import { join, padded, u32le } from '../../fixtures/build/bytes.ts';
import { avi, riffChunk, riffForm, riffList, wav, webp } from '../../fixtures/build/riff.ts';
import { cameraExif } from '../../fixtures/build/tiff.ts';
import { riff } from '../../src/containers/riff.ts';
import { countedBytes, kinds, readBytes, sparseBytes, valuesAt } from '../helpers/read-fixture.ts';

const LABEL = riffChunk('AIGC', '{"Label":"1"}');

describe('RIFF chunks', () => {
  test('behind the sound, the frames and the form itself are read', async () => {
    expect(valuesAt(await readBytes(wav({ after: [LABEL] }), 'wav'), 'riff.AIGC')).toHaveLength(1);
    expect(valuesAt(await readBytes(join(wav(), LABEL), 'wav'), 'riff.AIGC')).toHaveLength(1);
    const second = riffForm('AVIX', riffList('movi'), riffList('INFO', riffChunk('ISFT', 'Q')));
    expect(valuesAt(await readBytes(join(avi(), second), 'avi'), 'riff.info.ISFT')).toEqual(['Q']);
  });

  test('a camera names itself in padding and in text lists', async () => {
    const found = await readBytes(
      avi({ header: [riffChunk('JUNK', padded('QuaysideMVI01', 64)), riffChunk('JUNK', Buffer.alloc(64))] }),
      'avi',
    );
    expect(found.fields).toEqual([{ where: 'riff.camera', value: 'QuaysideMVI01' }]);
  });

  test('EXIF of a WebP may carry the mark of JPEG', async () => {
    const found = await readBytes(webp(riffChunk('EXIF', join('Exif\0\0', cameraExif()))), 'webp');
    expect([found.problems, valuesAt(found, 'exif.Model')]).toEqual([[], ['Q-1']]);
  });

  test('an audio file of a camera has maker and model in a list', async () => {
    const list = riffList('exif', riffChunk('ecor', 'Quayside\0'), riffChunk('emdl', 'Q-1\0'));
    const found = await readBytes(wav({ before: [list] }), 'wav');
    expect([valuesAt(found, 'exif.Make'), valuesAt(found, 'exif.Model')]).toEqual([['Quayside'], ['Q-1']]);
  });
});

describe('RIFF sizes', () => {
  test('of more than 4 GB stand in ds64, and the sound is passed over', async () => {
    const soundBytes = 6_000_000_000;
    const ds64 = Buffer.alloc(28);
    ds64.writeBigUInt64LE(BigInt(soundBytes), 8);
    const body = join(
      'WAVE',
      riffChunk('ds64', ds64),
      riffChunk('fmt ', Buffer.alloc(16)),
      'data',
      u32le(0xffffffff),
    );
    ds64.writeBigUInt64LE(BigInt(body.length + soundBytes + LABEL.length), 0);
    const head = join(
      'RF64',
      u32le(0xffffffff),
      'WAVE',
      riffChunk('ds64', ds64),
      riffChunk('fmt ', Buffer.alloc(16)),
      'data',
      u32le(0xffffffff),
    );
    const source = countedBytes(sparseBytes(head, soundBytes, LABEL));
    const found = await riff.read(source, { kind: 'audio', format: 'wav', holdsMedia: false });
    expect(found.problems).toEqual([]);
    expect(valuesAt(found, 'riff.AIGC')).toHaveLength(1);
    expect(source.given()).toBeLessThan(1000);
  });

  test('left open by a writer that could not go back are no damage', async () => {
    const open = join(
      'RIFF',
      u32le(0xffffffff),
      'WAVE',
      riffChunk('fmt ', Buffer.alloc(16)),
      'data',
      u32le(0xffffffff),
      Buffer.alloc(400, 7),
    );
    expect((await readBytes(open, 'wav')).problems).toEqual([]);
  });

  test('beyond the end of the file are cut', async () => {
    expect(kinds(await readBytes(wav().subarray(0, 600), 'wav'))).toEqual(['cut']);
  });

  test('a picture or sound that never came is cut', async () => {
    expect(kinds(await readBytes(riffForm('WAVE', riffChunk('fmt ', Buffer.alloc(16))), 'wav'))).toEqual([
      'cut',
    ]);
    expect(kinds(await readBytes(riffForm('WEBP', Buffer.alloc(4000)), 'webp'))).toEqual(['cut']);
  });

  test('lists in lists have a limit', async () => {
    let nested = riffChunk('data', '');
    for (let depth = 0; depth < 100; depth++) nested = riffList('adtl', nested);
    expect(kinds(await readBytes(riffForm('WAVE', nested), 'wav'))).toContain('limit');
  });
});
