import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { MediaSource } from '../../src/domain/media.ts';
import { readSignatures } from '../../src/evidence/novelai-signature.ts';
import { readPythonObject } from '../../src/evidence/python-json.ts';
import { bufferBytes } from '../../src/files/bytes.ts';
import { sourceOf } from './credentials.ts';
import { noise, type Raw, toPng, toWebp } from './hidden-text.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const KEY = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
const SETTINGS =
  '{"prompt": "un quai \\u00e9 \\ud83d\\udea2", "steps": 28, "scale": 5.0, "strength": 1e-05, "uc": "lowres", "10": 1, "2": null}';

function rgbOf({ samples, channels }: Raw): Buffer {
  return Buffer.from(samples.filter((_sample, index) => channels === 3 || index % 4 !== 3));
}

/** Settings with a signature over `picture` and themselves, made by our own key. */
function signedSettings(picture: Raw, settings = SETTINGS): string {
  const hash = sign(null, Buffer.concat([rgbOf(picture), Buffer.from(settings)]), privateKey);
  return `${settings.slice(0, -1)}, "signed_hash": "${hash.toString('base64')}"}`;
}

async function read(bytes: Buffer, comment: string, where = 'png.text.Comment', extension = 'png') {
  const source: MediaSource = await sourceOf(bytes, extension);
  return readSignatures({ ...source, fields: [{ where, value: comment }] }, KEY);
}

describe('NovelAI’s signature over pixels and settings', () => {
  test.each([3, 4] as const)('holds for the picture it was made for, with %i channels', async (channels) => {
    const picture = noise(64, 48, channels);
    expect(await read(await toPng(picture), signedSettings(picture))).toMatchObject([
      {
        strength: 'signed',
        status: 'read',
        points: { origin: 'genai', involvement: 'full' },
        tool: 'NovelAI',
      },
    ]);
  });

  test('holds for a lossless WebP, whose settings stand in EXIF', async () => {
    const picture = noise(64, 48, 4);
    const found = await read(await toWebp(picture), signedSettings(picture), 'exif.UserComment', 'webp');
    expect(found).toMatchObject([{ strength: 'signed' }]);
  });

  test('holds where the settings are wrapped in a comment once more', async () => {
    const picture = noise(64, 48, 3);
    const wrapped = JSON.stringify({ Software: 'NovelAI', Comment: signedSettings(picture) });
    expect(await read(await toPng(picture), wrapped)).toMatchObject([{ strength: 'signed' }]);
  });

  test('tells an edit of a given picture from one made of nothing', async () => {
    const picture = noise(64, 48, 3);
    const settings = SETTINGS.replace('"steps"', '"request_type": "Img2ImgRequest", "steps"');
    expect(await read(await toPng(picture), signedSettings(picture, settings))).toMatchObject([
      { strength: 'signed', points: { involvement: 'partial' } },
    ]);
  });

  test.each([
    ['another picture', noise(64, 48, 3, 2), (comment: string) => comment],
    ['other settings', noise(64, 48, 3), (comment: string) => comment.replace('28', '29')],
    ['a signature cut short', noise(64, 48, 3), (comment: string) => comment.replace(/.{8}"\}$/, '"}')],
  ])('does not hold for %s, and claims nothing then', async (_name, picture, change) => {
    const [item] = await read(await toPng(picture), change(signedSettings(noise(64, 48, 3))));
    expect(item).toMatchObject({ strength: 'tool', status: 'tampered' });
    expect(item?.points).toBeUndefined();
  });

  test.each([
    ['settings without signature', SETTINGS],
    ['text that speaks of one', 'signed_hash is a field of NovelAI'],
    ['JSON that is no object', '["signed_hash"]'],
  ])('%s are nothing to check', async (_name, comment) => {
    expect(await read(await toPng(noise(8, 8, 3)), comment)).toEqual([]);
  });

  test('a format without exact pixels is told as not checked', async () => {
    const source = await sourceOf(await toPng(noise(8, 8, 3)), 'png');
    const type = { kind: 'image', format: 'jpeg', holdsMedia: false } as const;
    const fields = [{ where: 'exif.UserComment', value: signedSettings(noise(8, 8, 3)) }];
    expect(await readSignatures({ ...source, type, fields }, KEY)).toMatchObject([
      { status: 'unchecked', excerpt: 'signature not checked: jpeg keeps no pixels exactly' },
    ]);
  });

  test('threat 40: a picture too large to decode is told as not checked', async () => {
    const head = Buffer.from((await toPng(noise(8, 8, 3))).subarray(0, 33));
    head.writeUInt32BE(60_000, 16);
    head.writeUInt32BE(60_000, 20);
    const source = await sourceOf(await toPng(noise(8, 8, 3)), 'png');
    const fields = [{ where: 'png.text.Comment', value: signedSettings(noise(8, 8, 3)) }];
    expect(await readSignatures({ ...source, fields, bytes: bufferBytes(head) }, KEY)).toMatchObject([
      { status: 'unchecked', strength: 'tool' },
    ]);
  });
});

describe('settings as Python writes them', () => {
  // Each pair was written by Python 3.11: json.dumps(json.loads(text)) without `signed_hash`.
  test.each([
    ['{"a":1,"signed_hash":"x"}', '{"a": 1}'],
    ['{"b":[],"a":{},"c":[1,2]}', '{"b": [], "a": {}, "c": [1, 2]}'],
    ['{"10":1,"2":2,"10":3}', '{"10": 3, "2": 2}'],
    ['{"a":"é\\u007f\\/\\b🚢"}', '{"a": "\\u00e9\\u007f/\\b\\ud83d\\udea2"}'],
    [
      '{"a":[1.0,-0.0,1e16,1e15,1E-5,0.0001,123456789012345678901]}',
      '{"a": [1.0, -0.0, 1e+16, 1000000000000000.0, 1e-05, 0.0001, 123456789012345678901]}',
    ],
    ['{"a":[NaN,-Infinity,1e999,true,null,-0]}', '{"a": [NaN, -Infinity, Infinity, true, null, 0]}'],
  ])('%s', (text, expected) => {
    expect(readPythonObject(text)?.dumpWithout('signed_hash')).toBe(expected);
  });

  test.each([
    '',
    '[]',
    '"a"',
    '{"a":1}x',
    '{"a":01}',
    '{"a":1,}',
    "{'a':1}",
    '{"a":"\u0001"}',
    '{"a":tru}',
    '{"a"',
  ])('%j is no object', (text) => {
    expect(readPythonObject(text)).toBeUndefined();
  });

  test('threat 30: nesting and length have an end', () => {
    expect(readPythonObject(`{"a":${'['.repeat(10_000)}`)).toBeUndefined();
    expect(readPythonObject(`{"a":"${'x'.repeat(2 ** 21)}"}`)).toBeUndefined();
  });
});
