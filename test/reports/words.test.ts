import { describe, expect, test } from 'vitest';
import { FINDING_CODES } from '../../src/domain/finding.ts';
import { shownPath, wordsOf } from '../../src/reports/words.ts';
import { path } from '../helpers/gate-values.ts';

describe('the words of every code', () => {
  test.each(FINDING_CODES)('%s says what is the matter and what to do, in whole sentences', (code) => {
    const { title, message, next } = wordsOf({ code, args: {} }, path('stills/quay.png'));
    expect(title).toMatch(/^[A-Z].{3,}[^.]$/);
    expect(message).toMatch(/^.{10,}\.$/);
    expect(next.length).toBeGreaterThan(5);
    for (const text of [title, message, next]) {
      expect(text.toLowerCase()).not.toMatch(/\bclean\b/);
      expect(text).not.toMatch(/undefined|null|\bNaN\b|fault|blame|illegal/i);
    }
  });

  test('commands name the file so that a shell reads it back', () => {
    expect(wordsOf({ code: 'APR-001', args: {} }, path("it's/a b.png")).next).toContain(
      "provgate approve 'it'\\''s/a b.png' --id ID --by NAME --document FILE",
    );
  });

  test('values appear where they help', () => {
    const at = '2026-12-31T00:00:00.000Z';
    expect(wordsOf({ code: 'APR-005', args: { id: 'NFLX-0042', until: at } }, path('a.png')).message).toBe(
      'Approval NFLX-0042 for a.png ended on 2026-12-31 00:00 UTC.',
    );
    const args = { id: 'A', what: 'territory', approved: 'FR', needed: 'worldwide' };
    expect(wordsOf({ code: 'APR-008', args }, path('a.png')).message).toBe(
      'Approval A does not cover this territory of a.png: approved FR, needed worldwide.',
    );
  });

  test('the media root is shown as a dot', () => {
    expect(shownPath(undefined)).toBe('.');
    expect(wordsOf({ code: 'TML-003', args: {} }, undefined).message).toBe(
      'There is no file to check in this scope.',
    );
  });
});
