import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/domain/canonical-json.ts';

test('keys are sorted by UTF-16 units and white space is gone (RFC 8785 §3.2.3)', () => {
  const value = {
    '\u20ac': 'Euro',
    '\r': 'CR',
    '\u{1F600}': 'smile',
    '\ufb33': 'dalet',
    '1': 'one',
    '\u0080': 'control',
    ö: 'o',
  };
  expect(canonicalJson(value)).toBe(
    '{"\\r":"CR","1":"one","\u0080":"control","ö":"o","€":"Euro","\u{1F600}":"smile","\ufb33":"dalet"}',
  );
});

test('numbers are written as ECMAScript writes them (RFC 8785 §3.2.2.3)', () => {
  expect(canonicalJson([1 / 3, 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
    '[0.3333333333333333,1e+30,4.5,0.002,1e-27,0]',
  );
});

test('what JSON cannot carry is refused, and undefined members are left out', () => {
  expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
  expect(() => canonicalJson('\ud800')).toThrow(TypeError);
  expect(canonicalJson({ a: undefined, b: null })).toBe('{"b":null}');
});
