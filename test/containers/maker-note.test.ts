import { describe, expect, test } from 'vitest';
import { join, u16be, u16le, u32le } from '../../fixtures/build/bytes.ts';
import { hdrPlusNote } from '../../fixtures/build/hdrplus.ts';
import { hdrPlusModel } from '../../src/containers/hdrplus-note.ts';
import { describeMakerNote } from '../../src/containers/maker-note.ts';

const entry = join(u16le(1), u16le(3), u32le(1), u32le(0));
const directory = (count: number) => join(u16le(count), ...Array.from({ length: count }, () => entry));

function phaseOne(format: number): Buffer {
  const entries = [0, 1].map(() => join(u32le(0x100), u32le(format), u32le(4), u32le(0)));
  return join('IIIICwaR', u32le(12), u32le(2), u32le(0), ...entries);
}

describe('a maker’s private block', () => {
  test.each([
    ['JVC', join('JVC ', directory(1)), 'JVC parsed'],
    ['Sanyo', join('SANYO\0\0\0', directory(2)), 'Sanyo parsed'],
    ['Samsung', join('ISLMAKERNOTE000\0', Buffer.alloc(8), directory(3)), 'Samsung parsed'],
    ['Leica', join('LEICA CAMERA AG\0', u16be(0), directory(1)), 'Leica parsed'],
    ['Phase One', phaseOne(4), 'Phase One parsed'],
    ['Google', hdrPlusNote('Pixel 8 Pro'), 'Google parsed'],
    ['a bare directory', directory(3), 'headerless parsed'],
  ])('of %s parses', (_what, note, expected) => {
    expect(describeMakerNote(note, 'little')).toBe(expected);
  });

  test.each([
    ['a heading without a directory', join('JVC ', Buffer.alloc(40, 0xff)), 'JVC'],
    ['a directory that is cut', join('SANYO\0\0\0', directory(2).subarray(0, -1)), 'Sanyo'],
    ['values of no known size', phaseOne(9), 'Phase One'],
    ['a directory beyond the end', join('IIIICwaR', u32le(4000)), 'Phase One'],
    ['a mark before noise', join('HDRP\x03', Buffer.alloc(64, 7)), 'Google'],
    ['a directory too short to be none by chance', directory(2), 'unknown'],
    ['a generator’s scheme', Buffer.from('fooocus'), 'unknown'],
  ])('threat 8: %s does not', (_what, note, expected) => {
    expect(describeMakerNote(note, 'little')).toBe(expected);
  });
});

describe('the note of HDR+', () => {
  test('names the model it was made with', () => {
    expect(hdrPlusModel(hdrPlusNote('Pixel 9'))).toBe('Pixel 9');
  });

  test('cut anywhere it names another, or none', () => {
    const whole = hdrPlusNote('Pixel 9');
    for (let length = 0; length < whole.length - 8; length++) {
      const found = hdrPlusModel(whole.subarray(0, length));
      expect(found === undefined || 'Pixel 9'.startsWith(found)).toBe(true);
    }
  });
});
