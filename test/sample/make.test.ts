import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import init, { WasmReader } from '@contentauth/c2pa-wasm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Instant } from '../../src/domain/asset.ts';
import { ProvgateError } from '../../src/domain/errors.ts';
import { APPROVAL_MAIL_PATH } from '../../src/sample/approval-mail.ts';
import { SAMPLE_FILES } from '../../src/sample/files.ts';
import { makeSample } from '../../src/sample/make.ts';
import { TOUR, tourText } from '../../src/sample/tour.ts';

const NOW = '2026-11-22T10:00:00.000Z' as Instant;
const PRODUCTION_ID = '0199c0de-0000-7000-8000-000000000001';
const SIGNED = '05_ART/ideation/poster_idea.png';

let dir: string;
beforeAll(async () => {
  dir = join(mkdtempSync(join(tmpdir(), 'provgate-sample-')), 'quayside');
  await makeSample(dir, { now: NOW, productionId: PRODUCTION_ID });
});
afterAll(() => rmSync(join(dir, '..'), { recursive: true, force: true }));

async function credentials(settings: object): Promise<{ validation_state: string; manifests: object }> {
  const wasm = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
  await init({ module_or_path: readFileSync(wasm) });
  const reader = await WasmReader.fromBytes(
    'image/png',
    readFileSync(join(dir, SIGNED)),
    JSON.stringify(settings),
  );
  try {
    return JSON.parse(reader.json());
  } finally {
    reader.free();
  }
}

describe('the sample production', () => {
  test.each(SAMPLE_FILES.filter((file) => /\.(png|jpg|webp)$/.test(file.path)).map((file) => file.path))(
    '%s is a picture that decodes',
    async (path) => {
      const { data, info } = await sharp(join(dir, path)).raw().toBuffer({ resolveWithObject: true });
      expect(data.length).toBe(info.width * info.height * 3);
      expect(info.width).toBeGreaterThanOrEqual(600);
    },
  );

  test('the sound is a wave file whose sizes add up', () => {
    const wave = readFileSync(join(dir, '02_SOUND/S12_T03_harbour.wav'));
    expect(wave.readUInt32LE(4)).toBe(wave.length - 8);
    const data = wave.indexOf('data', 0, 'latin1');
    expect(wave.readUInt32LE(data + 4)).toBe(48_000 * 3);
    expect(data + 8 + 48_000 * 3).toBe(wave.length);
  });

  test('the clip’s boxes fill the file, and its sample table points at JPEG frames', async () => {
    const clip = readFileSync(join(dir, '04_VFX/acme/shot_020/fog_previz.mp4'));
    const boxes: string[] = [];
    let at = 0;
    for (; at < clip.length; at += clip.readUInt32BE(at)) boxes.push(clip.toString('latin1', at + 4, at + 8));
    expect([at, boxes]).toEqual([clip.length, ['ftyp', 'mdat', 'moov']]);
    const sizes = clip.indexOf('stsz', 0, 'latin1') + 12;
    const firstAt = clip.readUInt32BE(clip.indexOf('stco', 0, 'latin1') + 12);
    const frame = clip.subarray(firstAt, firstAt + clip.readUInt32BE(sizes + 4));
    expect(await sharp(frame).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 180 });
  });

  test('threat 8: its Content Credentials are intact, and nobody vouches for the signer', async () => {
    const read = await credentials({ verify: { verify_trust: true, remote_manifest_fetch: false } });
    expect(read.validation_state).toBe('Valid');
    expect(JSON.stringify(read.manifests)).toContain('digitalsourcetype/trainedAlgorithmicMedia');
  });

  test('threat 8: the certificate is another one in every run', async () => {
    const other = join(dir, '..', 'again');
    await makeSample(other, { now: NOW, productionId: PRODUCTION_ID });
    expect(readFileSync(join(other, SIGNED)).equals(readFileSync(join(dir, SIGNED)))).toBe(false);
    expect(
      readFileSync(join(other, '06_DELIVERY/stills/quay_dusk.png')).equals(
        readFileSync(join(dir, '06_DELIVERY/stills/quay_dusk.png')),
      ),
    ).toBe(true);
  });

  test('every file has bytes of its own, so that approving one approves no other', () => {
    const contents = SAMPLE_FILES.map((file) => readFileSync(join(dir, file.path)).toString('base64'));
    expect(new Set(contents).size).toBe(SAMPLE_FILES.length);
  });

  test('is written only into an empty folder', async () => {
    const taken = mkdtempSync(join(dir, '..', 'taken-'));
    writeFileSync(join(taken, 'mine.txt'), 'mine');
    const failure = await makeSample(taken, { now: NOW, productionId: PRODUCTION_ID }).catch(
      (error) => error,
    );
    expect(failure).toBeInstanceOf(ProvgateError);
    expect(failure.code).toBe('target-not-empty');
    expect(readdirSync(taken)).toEqual(['mine.txt']);
  });
});

describe('the tour', () => {
  test('names only files that exist in the sample', () => {
    const named = TOUR.flatMap((step) => step.command.match(/\b(06_DELIVERY|docs)\/\S*/g) ?? []);
    expect(named).toContain(APPROVAL_MAIL_PATH);
    expect(named.filter((path) => !existsSync(join(dir, path)))).toEqual([]);
  });

  test('quotes a folder a shell would break apart', () => {
    expect(tourText("/tmp/robin's show")).toContain(`cd '/tmp/robin'\\''s show'`);
  });
});
