import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { html, ole, pictureRecord, rtf, rtfPicture, woff } from '../../fixtures/build/documents.ts';
import { generatedStore } from '../../fixtures/build/jumbf.ts';
import { png, tEXt } from '../../fixtures/build/png.ts';
import { typeOf } from '../../src/containers/formats.ts';
import { readEvidence } from '../../src/evidence/index.ts';
import { bufferBytes } from '../../src/files/bytes.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

describe('HTML', () => {
  test('a page that talks of a generator is none of its works', async () => {
    const page = Buffer.from(
      '<!doctype html><title>x</title><p>Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512</p><!-- Midjourney --><script>var parameters="Steps: 20, Seed: 1"</script>',
    );
    const found = await readBytes(page, 'html');
    expect(found.fields).toEqual([]);
    const source = { ...found, type: typeOf('html'), bytes: bufferBytes(page), extension: 'html' };
    expect((await readEvidence(source)).filter((item) => item.points !== undefined)).toEqual([]);
  });

  test('a picture written into a page is read as a file of its own', async () => {
    const picture = png({ before: [tEXt('parameters', 'a quay')] }).toString('base64');
    const page = `<html><img alt='>' src="data:image/png;base64,${picture}"></html>`;
    const found = await readBytes(Buffer.from(page.replace(" alt='>'", '')), 'html');
    expect(found.fields).toContainEqual(
      expect.objectContaining({ where: 'png.text.parameters', value: 'a quay' }),
    );
  });

  test('a manifest named by a link is told, one in the link is read', async () => {
    const page = (href: string) => Buffer.from(`<html><link rel=c2pa-manifest href="${href}"></html>`);
    const named = await readBytes(page('quay.c2pa'), 'html');
    expect(valuesAt(named, 'html.link.c2pa-manifest')).toEqual(['quay.c2pa']);
    const inside = await readBytes(page('data:application/c2pa;base64,AAAA'), 'html');
    expect(inside.manifests.map((store) => store.where)).toEqual(['html.manifest']);
  });

  test('threat 30: a page of nothing but openings is read in linear time', async () => {
    for (const piece of ['<', '<meta ', '<img src="data:image/png;base64,', '<!--', '<script ']) {
      await readBytes(Buffer.from(`<html>${piece.repeat(100_000)}`), 'html');
    }
    expect(kinds(await readBytes(html('x'.repeat(100_000), Buffer.from('')), 'html'))).toEqual([]);
  });
});

test('escaped characters of rich text are characters, and a group that is not closed is a cut', async () => {
  const text = rtf("Ren\\'e9 \\{a\\}", 'Riched20 10.0');
  expect(valuesAt(await readBytes(text, 'rtf'), 'rtf.author')).toEqual(['René {a}']);
  expect(kinds(await readBytes(text.subarray(0, -1), 'rtf'))).toEqual(['cut']);
});

test('threat 41: properties of an author keep their names, hostile ones too', async () => {
  const found = await readBytes(
    ole('Microsoft Office Word', { __proto__x: 'a', AIGC: '{"Label":"1"}' }),
    'doc',
  );
  expect(valuesAt(found, 'ole.custom.AIGC')).toEqual(['{"Label":"1"}']);
  expect(valuesAt(found, 'ole.custom.__proto__x')).toEqual(['a']);
});

test('metadata of a font for the web is unpacked, and its declared length must be there', async () => {
  const metadata = '<metadata version="1.0"><vendor name="Quayside"/></metadata>';
  const bytes = woff(deflateSync(metadata), metadata.length);
  expect(valuesAt(await readBytes(bytes, 'woff'), 'font.metadata')).toEqual([metadata]);
  expect(kinds(await readBytes(bytes.subarray(0, -1), 'woff'))).toContain('cut');
});

test.each(['srt', 'vtt', 'fountain', 'txt'])(
  'a manifest store hidden among the letters of a .%s is read',
  async (extension) => {
    const store = generatedStore();
    const length = Buffer.alloc(4);
    length.writeUInt32BE(store.length);
    const bytes = Buffer.concat([Buffer.from('C2PATXT\0\x01', 'latin1'), length, store]);
    const hidden = [...bytes]
      .map((byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16))
      .join('');
    const found = await readBytes(Buffer.from(`WEBVTT\n\n1\nA quay at dusk.\uFEFF${hidden}\n`), extension);
    expect(found.manifests.map((one) => one.where)).toEqual(['text.manifest']);
  },
);

describe('pictures in documents are read as files of their own', () => {
  const picture = png({ before: [tEXt('parameters', 'a quay')] });

  test.each([
    ['rich text', rtfPicture(picture), 'rtf'],
    ['a presentation', ole('Microsoft PowerPoint', {}, pictureRecord(picture)), 'ppt'],
  ])('%s', async (_what, bytes, extension) => {
    const found = await readBytes(bytes, extension);
    expect(found.problems).toEqual([]);
    const prompt = found.fields.find((field) => field.where === 'png.text.parameters');
    expect(prompt?.value).toBe('a quay');
    expect(prompt?.member).toBeDefined();
  });
});
