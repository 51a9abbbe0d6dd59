import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { join, u32be } from '../../fixtures/build/bytes.ts';
import { flac, flacBlock, flacPicture } from '../../fixtures/build/flac.ts';
import {
  apeTag,
  comm,
  geob,
  id3Frame,
  id3Frame22,
  id3Tag,
  id3v1,
  mpegFrame,
  syncsafe,
  txxx,
} from '../../fixtures/build/id3.ts';
import { generatedStore } from '../../fixtures/build/jumbf.ts';
import { png, tEXt } from '../../fixtures/build/png.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('ID3v2', () => {
  test('2.2 has names of three letters, which are told by those of their successors', async () => {
    const frames = [
      id3Frame22('TT2', '\0Quay'),
      id3Frame22('COM', '\0eng\0by hand'),
      id3Frame22('TXX', '\0AIGC\0{}'),
    ];
    const found = await readBytes(id3Tag(frames, { major: 2, padding: 20 }), 'mp3');
    expect(found.problems).toEqual([]);
    expect(found.fields.map((field) => [field.where, field.value])).toEqual([
      ['id3.TIT2', 'Quay'],
      ['id3.COMM', 'by hand'],
      ['id3.TXXX.AIGC', '{}'],
    ]);
  });

  test('text may be Latin-1, UTF-16 with a mark, UTF-16 without, or UTF-8', async () => {
    const frames = [
      id3Frame('TIT2', join('\0', Buffer.from('Möwe', 'latin1'))),
      id3Frame('TXXX', join('\x01', utf16('prompt'), '\0\0', utf16('Möwe\0'))),
      id3Frame('TALB', join('\x02', Buffer.from('Möwe', 'utf16le').swap16()), 4),
      id3Frame('TPE1', join('\x03', Buffer.from('Möwe\0Kai')), 4),
    ];
    const found = await readBytes(id3Tag(frames, { major: 4 }), 'mp3');
    expect(found.fields.map((field) => [field.where, field.value])).toEqual([
      ['id3.TIT2', 'Möwe'],
      ['id3.TXXX.prompt', 'Möwe'],
      ['id3.TALB', 'Möwe'],
      ['id3.TPE1', 'Möwe'],
      ['id3.TPE1', 'Kai'],
    ]);
  });

  test('unsynchronisation is undone for a whole tag of 2.3 and frame by frame in 2.4', async () => {
    const store = join(Buffer.of(0xff, 0xe0, 0xff, 0), generatedStore());
    const inserted = (bytes: Buffer): Buffer =>
      Buffer.from([...bytes].flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])));
    const old = inserted(geob('application/c2pa', store));
    const tag23 = join('ID3\x03\0\x80', syncsafe(old.length), old);
    const frame = inserted(join('\0application/c2pa\0c2pa\0store\0', store));
    const tag24 = id3Tag([join('GEOB', syncsafe(frame.length), Buffer.of(0, 2), frame)], { major: 4 });
    for (const tag of [tag23, tag24]) {
      const found = await readBytes(tag, 'mp3');
      expect(found.manifests.map((one) => Buffer.from(one.jumbf))).toEqual([store]);
    }
  });

  test('a compressed frame with its length is inflated, an encrypted one is not silently skipped', async () => {
    const text = join('\x03', 'prompt\0a quay at dusk');
    const packed = join(syncsafe(text.length), deflateSync(text));
    const frames = [
      join('TXXX', syncsafe(packed.length), Buffer.of(0, 0x09), packed),
      join('TXXX', syncsafe(4), Buffer.of(0, 0x04), 'abcd'),
    ];
    const found = await readBytes(id3Tag(frames, { major: 4 }), 'mp3');
    expect(valuesAt(found, 'id3.TXXX.prompt')).toEqual(['a quay at dusk']);
    expect(kinds(found)).toEqual(['limit']);
  });

  test('an extended header is passed in both of its forms', async () => {
    const extended23 = join(u32be(6), Buffer.alloc(6));
    const extended24 = join(syncsafe(6), Buffer.of(1, 0));
    const found23 = await readBytes(id3Tag([extended23, comm('three')], { flags: 0x40 }), 'mp3');
    const found24 = await readBytes(
      id3Tag([extended24, txxx('a', 'four', 4)], { flags: 0x40, major: 4 }),
      'mp3',
    );
    expect([found23, found24].map((found) => found.fields[0]?.value)).toEqual(['three', 'four']);
  });

  test('plain frame sizes in a 2.4 tag, as iTunes wrote them, are recognised', async () => {
    const frames = [txxx('long', 'x'.repeat(300), 3), txxx('AIGC', '{}', 3)];
    const found = await readBytes(id3Tag(frames, { major: 4, padding: 10 }), 'mp3');
    expect(found.problems).toEqual([]);
    expect(valuesAt(found, 'id3.TXXX.AIGC')).toEqual(['{}']);
  });

  test('a manifest is found under the old and the new type', async () => {
    const frames = ['application/c2pa', 'application/x-c2pa-manifest-store'].map((type) =>
      geob(type, generatedStore()),
    );
    const found = await readBytes(join(id3Tag(frames), mpegFrame()), 'mp3');
    expect(found.manifests.map((store) => store.where)).toEqual(['id3.GEOB', 'id3.GEOB']);
  });

  test('several tags at the beginning, and older ones at the end, are all read', async () => {
    const found = await readBytes(
      join(
        id3Tag([comm('first')]),
        id3Tag([comm('second')]),
        mpegFrame(),
        apeTag({ Comment: 'made with quayside' }),
        id3v1('Quay', 'third'),
      ),
      'mp3',
    );
    expect(valuesAt(found, 'id3.COMM')).toEqual(['first', 'second']);
    expect(valuesAt(found, 'ape.Comment')).toEqual(['made with quayside']);
    expect(valuesAt(found, 'id3v1.comment')).toEqual(['third']);
  });

  test('a cover picture is read as a file of its own', async () => {
    const picture = png({ before: [tEXt('parameters', 'a quay at dusk')] });
    const found = await readBytes(id3Tag([id3Frame('APIC', join('\0image/png\0\x03\0', picture))]), 'mp3');
    expect(found.fields).toEqual([
      { where: 'png.text.parameters', value: 'a quay at dusk', member: 'id3.APIC' },
    ]);
  });

  test('a frame that is larger than its tag is told', async () => {
    const tag = id3Tag([comm('by hand'), join('TIT2', u32be(5000), Buffer.alloc(2), '\0Quay')]);
    const found = await readBytes(join(tag, mpegFrame()), 'mp3');
    expect(valuesAt(found, 'id3.COMM')).toEqual(['by hand']);
    expect(kinds(found)).toEqual(['cut']);
  });
});

describe('FLAC', () => {
  test('is read behind an ID3 tag, manifest and comments both', async () => {
    const file = join(id3Tag([geob('application/c2pa', generatedStore())]), flac(['AIGC={}']));
    const found = await readBytes(file, 'flac');
    expect(found.manifests).toHaveLength(1);
    expect(valuesAt(found, 'vorbis.AIGC')).toEqual(['{}']);
  });

  test('its pictures are files of their own, also inside a comment', async () => {
    const picture = png({ before: [tEXt('parameters', 'a quay at dusk')] });
    const comment = `metadata_block_picture=${flacPicture(picture).toString('base64')}`;
    const found = await readBytes(flac([comment], flacBlock(6, flacPicture(picture))), 'flac');
    expect(found.fields.filter((field) => field.member === 'flac.picture')).toHaveLength(2);
  });
});
