import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import { pathFromBytes } from '../../src/files/paths.ts';
import { foreignText } from '../../src/registry/foreign-text.ts';
import { storable } from '../../src/registry/storable.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });

describe('text from files', () => {
  test('whatever comes in, what comes out is well-formed, without NUL, short enough, and stays as it is', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, max) => {
        const clean = foreignText(text, max);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toContain('\0');
        expect(clean.length).toBeLessThanOrEqual(max);
        expect(foreignText(clean, max)).toBe(clean);
      }),
    );
  });

  test('a character is not cut in two', () => {
    expect(foreignText('ab\u{1f600}', 3)).toBe('ab');
  });

  test('any plain data can be hashed, and names that are no UTF-8 stay apart', () => {
    fc.assert(
      fc.property(fc.object({ key: anyText, values: [anyText, fc.integer(), fc.boolean()] }), (value) => {
        expect(() => canonicalJson(storable(value) ?? null)).not.toThrow();
      }),
    );
    const names = [Uint8Array.of(0xe9), Uint8Array.of(0xea)].map((bytes) => storable(pathFromBytes(bytes)));
    expect(names).toEqual(['bytes:e9', 'bytes:ea']);
    expect(() => storable(() => 1)).toThrow(TypeError);
  });
});
