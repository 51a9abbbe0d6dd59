import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AssetId, Location } from '../../src/domain/asset.ts';
import { pathFromBytes } from '../../src/files/paths.ts';
import { lookAt } from '../../src/files/snapshot.ts';
import { HttpProblem } from '../../src/http/problem.ts';
import { THUMBNAIL_LIMITS } from '../../src/http/thumbnail-limits.ts';
import { openThumbnails, type Thumbnails } from '../../src/http/thumbnails.ts';

let root: string;
let thumbnails: Thumbnails;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'provgate-thumbnails-'));
  thumbnails = openThumbnails(root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function place(name: string, bytes: Uint8Array): Pick<Location, 'path' | 'snapshot'> {
  writeFileSync(join(root, name), bytes);
  const snapshot = lookAt(join(root, name))?.snapshot;
  if (snapshot === undefined) throw new Error(`${name} was not written`);
  return { path: pathFromBytes(Buffer.from(name)), snapshot };
}

const asset = (id: string, format: string): { id: AssetId; format: string } => ({
  id: id as AssetId,
  format,
});

async function refusal(made: () => Promise<unknown>): Promise<string> {
  try {
    await made();
  } catch (error) {
    if (error instanceof HttpProblem) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'shown';
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG whose header announces a picture that would fill gigabytes. */
function pixelBomb(edge: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(edge, 0);
  header.writeUInt32BE(edge, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(1 << 20));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const SVG = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><image href="file:///etc/passwd"/></svg>',
);

describe('previews', () => {
  const picture = sharp({ create: { width: 900, height: 300, channels: 3, background: '#2b5d77' } });

  test.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)(
    'a %s becomes a small WebP',
    async (format) => {
      const bytes = await picture.clone().toFormat(format).toBuffer();
      const made = await thumbnails.of(asset(`ok-${format}`, format), place(`plain.${format}`, bytes), 240);
      expect(await sharp(made).metadata()).toMatchObject({ format: 'webp', width: 240, height: 80 });
    },
  );

  test('threat 40: a pixel bomb is refused from its header', async () => {
    const bomb = place('bomb.png', pixelBomb(60_000));
    expect(await refusal(() => thumbnails.of(asset('bomb', 'png'), bomb, 320))).toMatch(
      /^not-shown: .*more pixels/,
    );
  });

  test('threat 40: an SVG is not decoded, whatever it is registered as', async () => {
    const file = place('drawing.svg', SVG);
    expect(await refusal(() => thumbnails.of(asset('svg', 'svg'), file, 320))).toMatch(/^not-shown/);
    expect(await refusal(() => thumbnails.of(asset('svg-as-png', 'png'), file, 320))).toMatch(
      /^not-shown: .*format/,
    );
  });

  test('a damaged picture is refused, not half shown', async () => {
    const bytes = await picture.clone().png().toBuffer();
    const cut = place('cut.png', bytes.subarray(0, Math.floor(bytes.length / 2)));
    expect(await refusal(() => thumbnails.of(asset('cut', 'png'), cut, 320))).toMatch(
      /^not-shown: .*damaged/,
    );
  });

  test('threat 29: a decoder that needs too much memory is ended, and the next one works', async () => {
    const limited = openThumbnails(root, { ...THUMBNAIL_LIMITS, memoryBytes: 40 * 1024 * 1024 });
    const bytes = await picture.clone().png().toBuffer();
    expect(await refusal(() => limited.of(asset('heavy', 'png'), place('heavy.png', bytes), 320))).toMatch(
      /^not-shown: .*memory/,
    );
    expect(
      (await thumbnails.of(asset('light', 'png'), place('light.png', bytes), 64)).length,
    ).toBeGreaterThan(0);
  });

  test('a decoder that takes too long is ended', async () => {
    const impatient = openThumbnails(root, { ...THUMBNAIL_LIMITS, timeMs: 1 });
    const bytes = await picture.clone().png().toBuffer();
    expect(await refusal(() => impatient.of(asset('slow', 'png'), place('slow.png', bytes), 320))).toMatch(
      /^not-shown: .*time/,
    );
  });

  test('other bytes at the same path never stand for the asset', async () => {
    const bytes = await picture.clone().png().toBuffer();
    const before = place('swapped.png', bytes);
    writeFileSync(join(root, 'swapped.png'), await picture.clone().negate().png().toBuffer());
    expect(await refusal(() => thumbnails.of(asset('swapped', 'png'), before, 320))).toMatch(
      /^not-shown: .*changed/,
    );
  });
});
