import { describe, expect, test } from 'vitest';
import { endOf, startOf } from '../../src/records/dates.ts';

describe('dates as people write them', () => {
  test('a bare date begins at midnight UTC and runs through that day', () => {
    expect(startOf('2026-12-31')).toBe('2026-12-31T00:00:00.000Z');
    expect(endOf('2026-12-31')).toBe('2027-01-01T00:00:00.000Z');
    expect(endOf(' 2028-02-28 ')).toBe('2028-02-29T00:00:00.000Z');
  });

  test('a moment with its zone stays that moment', () => {
    expect(startOf('2026-12-31T18:00:00Z')).toBe('2026-12-31T18:00:00.000Z');
    expect(endOf('2026-12-31T18:00+02:00')).toBe('2026-12-31T16:00:00.000Z');
  });

  test.each([
    '2026-02-30',
    '2026-13-01',
    '31.12.2026',
    '2026-12-31T18:00:00',
    '2026-02-30T10:00:00Z',
    'tomorrow',
    '',
    '99999-01-01',
    '0000-00-00',
  ])('%j is refused rather than guessed', (text) => {
    expect(() => endOf(text)).toThrowError(expect.objectContaining({ code: 'usage' }));
    expect(() => startOf(text)).toThrowError(expect.objectContaining({ code: 'usage' }));
  });
});
