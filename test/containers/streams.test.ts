import { describe, expect, test } from 'vitest';
import { camcorderNotes, encoderNotes, m2ts, y4m } from '../../fixtures/build/streams.ts';
import { typeOf } from '../../src/containers/formats.ts';
import { readEvidence } from '../../src/evidence/index.ts';
import { bufferBytes } from '../../src/files/bytes.ts';
import { kinds, readBytes, valuesAt } from '../helpers/read-fixture.ts';

async function rules(bytes: Buffer): Promise<readonly string[]> {
  const found = await readBytes(bytes, 'mts');
  const source = { ...found, type: typeOf('m2ts'), bytes: bufferBytes(bytes), extension: 'mts' };
  return (await readEvidence(source)).map((item) => item.rule);
}

describe('transport streams', () => {
  test('a camcorder’s notes in the pictures are its mark', async () => {
    expect(await rules(m2ts(camcorderNotes(0x0108)))).toEqual(['camera.keys']);
  });

  test('an unknown maker’s number, or an encoder’s notes, are none', async () => {
    expect(await rules(m2ts(camcorderNotes(0x7777)))).toEqual([]);
    expect(await rules(m2ts(encoderNotes('x264 - core 164 r3108')))).toEqual([]);
    expect(valuesAt(await readBytes(m2ts(encoderNotes('x264 - core 164')), 'mts'), 'mpeg.encoder')).toEqual([
      'x264 - core 164',
    ]);
  });

  test('the same notes in a stream that FFmpeg wrote make no original', async () => {
    expect(await rules(m2ts(camcorderNotes(0x0108), 'FFmpeg'))).toEqual(['camera.derived']);
  });

  test('threat 19: a packet that is not whole, or an end of zeros, is incomplete', async () => {
    const bytes = m2ts(camcorderNotes(0x0108));
    expect(kinds(await readBytes(bytes.subarray(0, -1), 'mts'))).toEqual(['cut']);
    const blank = Buffer.concat([bytes, Buffer.alloc(192 * 64)]);
    expect(kinds(await readBytes(blank, 'mts'))).toEqual(['cut']);
  });
});

test('threat 19: raw video whose last frame is not whole is incomplete', async () => {
  expect(kinds(await readBytes(y4m('Q'), 'y4m'))).toEqual([]);
  expect(kinds(await readBytes(y4m('Q').subarray(0, -1), 'y4m'))).toEqual(['cut']);
});
