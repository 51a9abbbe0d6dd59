import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { classify } from '../../src/classify.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { readEvidence } from '../../src/evidence/index.ts';
import { corner, pngHead } from '../../src/evidence/png-pixels.ts';
import { openExaminer } from '../../src/examine/pool.ts';
import { bufferBytes } from '../../src/files/bytes.ts';
import { sourceOf } from './credentials.ts';
import { framed, type HiddenForm, hide, message, noise, type Raw, toPng, toWebp } from './hidden-text.ts';

const INFOTEXT =
  'a quay at dusk\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 2390355032, Size: 512x512';
const GRAPH = JSON.stringify({
  '1': { class_type: 'EmptyLatentImage', inputs: {} },
  '2': { class_type: 'KSampler', inputs: { latent_image: ['1', 0], steps: 20, cfg: 7 } },
});
const NOVELAI = JSON.stringify({
  Description: 'a quay',
  Software: 'NovelAI',
  Source: 'NovelAI Diffusion V4 37442FCA',
  Comment: '{"steps": 28, "uc": "lowres", "signed_hash": "MEUCIQ=="}',
});

async function read(bytes: Buffer, extension = 'png'): Promise<readonly Evidence[]> {
  return readEvidence(await sourceOf(bytes, extension));
}

function verdict(found: readonly Evidence[]) {
  const { origin, involvement, suspected } = classify(found, { statements: [] });
  return { origin, involvement, suspected };
}

const NOTHING = { origin: 'unknown', involvement: 'undetermined', suspected: false };
const hidden = (form: HiddenForm, text: string, picture: Raw) =>
  hide(picture, form.startsWith('stealth_png') ? 'alpha' : 'rgb', message(form, text));

describe('a text hidden in pixels', () => {
  test.each([
    ['stealth_pnginfo', 4],
    ['stealth_pngcomp', 4],
    ['stealth_rgbinfo', 4],
    ['stealth_rgbinfo', 3],
    ['stealth_rgbcomp', 3],
  ] as const)('%s in %i channels is read as the settings it holds', async (form, channels) => {
    const found = await read(await toPng(hidden(form, INFOTEXT, noise(160, 130, channels))));
    const where = form.startsWith('stealth_png') ? 'stealth.alpha' : 'stealth.rgb';
    expect(found).toMatchObject([{ rule: 'infotext.webui', where, strength: 'tool' }]);
    expect(verdict(found)).toMatchObject({ origin: 'genai', involvement: 'full' });
  });

  test.each([
    ['low', noise(900, 40, 4)],
    ['narrow', noise(3, 3000, 4)],
    ['of one row', noise(4000, 1, 4)],
  ])('is found in a picture that is %s', async (_name, picture) => {
    expect(verdict(await read(await toPng(hidden('stealth_pnginfo', INFOTEXT, picture))))).toMatchObject({
      origin: 'genai',
    });
  });

  test('is found in an interlaced picture and in a lossless WebP', async () => {
    const picture = hidden('stealth_pngcomp', INFOTEXT, noise(160, 130, 4));
    expect(verdict(await read(await toPng(picture, { progressive: true })))).toMatchObject({
      origin: 'genai',
    });
    expect(verdict(await read(await toWebp(picture), 'webp'))).toMatchObject({ origin: 'genai' });
  });

  test('may be a ComfyUI graph, which is judged by its nodes', async () => {
    const found = await read(await toPng(hidden('stealth_rgbcomp', GRAPH, noise(200, 200, 3))));
    expect(found).toMatchObject([{ rule: 'comfyui.sampler', where: 'stealth.rgb', tool: 'ComfyUI' }]);
  });

  test('may be the text chunks of a NovelAI picture, each read as one', async () => {
    const found = await read(await toPng(hidden('stealth_pngcomp', NOVELAI, noise(200, 200, 4))));
    expect(found.map(({ rule, where }) => `${rule} ${where}`)).toEqual([
      'novelai.software stealth.alpha/png.text.Software',
      'novelai.source stealth.alpha/png.text.Source',
      'novelai.comment stealth.alpha/png.text.Comment',
      'novelai.signature stealth.alpha/png.text.Comment',
    ]);
  });

  test('that no reader understands is GenAI all the same', async () => {
    const found = await read(await toPng(hidden('stealth_pnginfo', 'a quay at dusk', noise(160, 130, 4))));
    expect(found).toMatchObject([{ rule: 'stealth.text', excerpt: 'a quay at dusk', strength: 'tool' }]);
    expect(verdict(found)).toMatchObject({ origin: 'genai' });
  });

  test.each([
    ['a length beyond the picture', framed('stealth_pnginfo', Buffer.from('x'), 0xffffffff)],
    ['no length', framed('stealth_pnginfo', Buffer.from('x'), 0)],
    ['compression that is none', framed('stealth_pngcomp', Buffer.from('not gzip at all'), 120)],
    ['bytes that are no text', framed('stealth_pnginfo', Buffer.from([0xff, 0xfe, 0xff]), 24)],
    ['a bomb', message('stealth_pngcomp', ' '.repeat(5 * 1024 * 1024))],
  ])('threat 34: with %s makes the file suspected', async (_name, bytes) => {
    const found = await read(await toPng(hide(noise(300, 300, 4), 'alpha', bytes)));
    expect(found).toMatchObject([{ rule: 'stealth.unread', status: 'unjudged' }]);
    expect(verdict(found)).toEqual({ ...NOTHING, suspected: true });
  });
});

describe('pixels without a hidden text', () => {
  const nearly = (word: string) => hide(noise(160, 130, 4), 'alpha', message(word, INFOTEXT));

  test.each([
    ['an opaque picture', () => toPng(noise(160, 130, 4))],
    ['a picture without alpha', () => toPng(noise(160, 130, 3))],
    ['a word that differs in its last letter', () => toPng(nearly('stealth_pnginfp'))],
    ['the word of the other channel', () => toPng(nearly('stealth_rgbinfo'))],
    ['the word along rows instead of columns', () => toPng(alongRows())],
    ['a palette', () => toPng(hidden('stealth_pnginfo', INFOTEXT, noise(160, 130, 4)), { palette: true })],
    ['sixteen bits a sample', sixteenBits],
    ['fewer pixels than a beginning takes', () => toPng(noise(7, 7, 4))],
    ['a single pixel', () => toPng(noise(1, 1, 3))],
  ])('%s says nothing', async (_name, picture) => {
    expect(await read(await picture())).toEqual([]);
  });

  test('a lossy WebP says nothing', async () => {
    const picture = hidden('stealth_pnginfo', INFOTEXT, noise(160, 130, 4));
    expect(await read(await toWebp(picture, { lossless: false }), 'webp')).toEqual([]);
  });

  test('pixels are not searched where the file says GenAI already', async () => {
    const picture = hidden('stealth_pnginfo', GRAPH, noise(160, 130, 4));
    const png = await toPng(picture);
    const fields = [{ where: 'png.text.parameters', value: INFOTEXT }];
    const found = await readEvidence({ ...(await sourceOf(png, 'png')), fields });
    expect(found.map((item) => item.rule)).toEqual(['infotext.webui']);
  });
});

describe('threat 40: pictures too large or too broken to decode', () => {
  test('a header that tells more pixels than are decoded is told as not searched, from the header alone', async () => {
    const head = Buffer.from((await toPng(noise(8, 8, 4))).subarray(0, 33));
    head.writeUInt32BE(0x7fffffff, 16);
    head.writeUInt32BE(0x7fffffff, 20);
    const source = { ...(await sourceOf(await toPng(noise(8, 8, 4)), 'png')), bytes: bufferBytes(head) };
    expect(await readEvidence(source)).toMatchObject([
      {
        rule: 'stealth.not-searched',
        status: 'unsupported',
        excerpt: 'pixels not searched: the picture is too large',
      },
    ]);
    const interlaced = Buffer.from(head);
    interlaced[28] = 1;
    expect(await readEvidence({ ...source, bytes: bufferBytes(interlaced) })).toMatchObject([
      { rule: 'stealth.not-searched' },
    ]);
  });

  test('picture data that ends early or breaks off is told as not searched, and never unreadable by that', async () => {
    const png = await toPng(noise(160, 130, 4));
    const source = await sourceOf(png, 'png');
    const broken = Buffer.from(png);
    broken.fill(0xff, broken.indexOf('IDAT') + 4, broken.indexOf('IDAT') + 40);
    for (const bytes of [png.subarray(0, 200), broken]) {
      expect(await readEvidence({ ...source, bytes: bufferBytes(bytes) })).toMatchObject([
        { rule: 'stealth.not-searched', status: 'unsupported' },
      ]);
    }
  });

  test('a picture that decompresses a thousandfold is read as far as needed', async () => {
    const flat = {
      width: 4000,
      height: 4000,
      channels: 4 as const,
      samples: new Uint8Array(4000 * 4000 * 4),
    };
    const png = await toPng(flat, { compressionLevel: 9 });
    let read = 0;
    const source = await sourceOf(png, 'png');
    const bytes = {
      sizeBytes: png.length,
      read: (offset: number, length: number) => {
        read += length;
        return source.bytes.read(offset, length);
      },
    };
    expect(await readEvidence({ ...source, bytes })).toEqual([]);
    expect(read).toBeLessThan(32 * 1024);
  });

  test('any bytes whatever are answered', async () => {
    const whole = await toPng(hidden('stealth_pngcomp', INFOTEXT, noise(40, 40, 4)));
    const source = await sourceOf(whole, 'png');
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, byte, isCut) => {
        const bytes = isCut ? whole.subarray(0, at) : Buffer.from(whole);
        if (!isCut) bytes[at] = byte;
        await readEvidence({ ...source, fields: [], bytes: bufferBytes(bytes) });
      }),
      { numRuns: 300 },
    );
  });
});

test('the corner of a PNG is what a whole decoder sees there', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 1, max: 70 }),
      fc.constantFrom(3 as const, 4 as const),
      fc.nat(1000),
      async (width, height, channels, seed) => {
        const picture = noise(width, height, channels, seed);
        const bytes = bufferBytes(await toPng(picture));
        const head = pngHead(bytes);
        if (head === undefined) throw new Error('no PNG');
        const [columns, rows] = [Math.ceil(width / 2), Math.ceil(height / 2)];
        const expected = await sharp(picture.samples, { raw: picture })
          .extract({ left: 0, top: 0, width: columns, height: rows })
          .raw()
          .toBuffer();
        expect(Buffer.from(corner(bytes, head, columns, rows)?.samples ?? []).equals(expected)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

function alongRows(): Raw {
  const { width, height, ...rest } = noise(160, 130, 4);
  const turned = hide(
    { ...rest, width: height, height: width },
    'alpha',
    message('stealth_pnginfo', INFOTEXT),
  );
  const samples = new Uint8Array(turned.samples.length);
  for (let x = 0; x < width; x += 1)
    for (let y = 0; y < height; y += 1)
      samples.set(
        turned.samples.subarray((x * height + y) * 4, (x * height + y) * 4 + 4),
        (y * width + x) * 4,
      );
  return { width, height, channels: 4, samples };
}

async function sixteenBits(): Promise<Buffer> {
  const { width, height, channels, samples } = hidden('stealth_pnginfo', INFOTEXT, noise(160, 130, 4));
  return sharp(samples, { raw: { width, height, channels } }).toColourspace('rgb16').png().toBuffer();
}

describe('in the process that reads files', () => {
  const dir = mkdtempSync(join(tmpdir(), 'provgate-hidden-'));
  const examiner = openExaminer({ workers: 1 });
  afterAll(async () => {
    await examiner.close();
    rmSync(dir, { recursive: true });
  });

  test.each([
    ['quay.png', () => toPng(hidden('stealth_pngcomp', INFOTEXT, noise(160, 130, 4)))],
    ['quay-interlaced.png', interlacedQuay],
    ['quay.webp', () => toWebp(hidden('stealth_pngcomp', INFOTEXT, noise(160, 130, 4)))],
  ])('%s is decoded and its text found', async (name, picture) => {
    writeFileSync(join(dir, name), await picture());
    const result = await examiner.examine(join(dir, name));
    expect(result).toMatchObject({
      kind: 'examined',
      examination: { evidence: [{ where: 'stealth.alpha' }] },
    });
  });
});

async function interlacedQuay(): Promise<Buffer> {
  return toPng(hidden('stealth_pngcomp', INFOTEXT, noise(160, 130, 4)), { progressive: true });
}
