import { describe, expect, test } from 'vitest';
import { loadPolicies } from '../../src/policy/index.ts';
import { isSourceOld } from '../../src/policy/source-age.ts';
import { at } from '../helpers/gate-values.ts';

const load = (settings: Readonly<Record<string, string | number | readonly string[]>>) => {
  const [policy] = loadPolicies([{ pack: 'netflix-genai-2025', settings }]);
  if (policy === undefined) throw new Error('not shipped');
  return policy;
};

describe('settings of the full pack', () => {
  test('stand in for values of the guidance, and leave the hash of the pack alone', () => {
    const chosen = load({
      selfApproval: 'yes',
      waiverMaxDays: 14,
      openEndedApprovalWarnMonths: 3,
      sourceAgeWarnMonths: 24,
      promptTerms: ['Monet'],
    });
    expect(chosen.pack.guidance).toMatchObject({
      selfApprovalAllowed: true,
      waiverMaxDays: 14,
      openEndedApprovalWarnMonths: 3,
      sourceAgeWarnMonths: 24,
      promptTerms: ['Monet'],
    });
    expect(load({}).pack.guidance).toMatchObject({ selfApprovalAllowed: false, waiverMaxDays: 90 });
    expect(chosen.sha256).toBe(load({}).sha256);
    expect(chosen.settingsSha256).not.toBe(load({}).settingsSha256);
  });

  test.each([
    ['a number in words', { waiverMaxDays: '90' }, 'a whole number from 1 to 365'],
    ['a number out of range', { waiverMaxDays: 9000 }, 'a whole number from 1 to 365'],
    ['a word where a list belongs', { promptTerms: 'Monet' }, 'a list of words'],
    ['a list where a word belongs', { selfApproval: ['yes'] }, '"yes", "no"'],
  ])('%s is refused with what is allowed', (_what, settings, words) => {
    expect(() => load(settings)).toThrowError(
      expect.objectContaining({ code: 'bad-policy', next: expect.stringContaining(words) }),
    );
  });
});

test('S0-01: a source read more than the set number of months ago has to be looked at again', () => {
  const months = (sourceAgeWarnMonths: number, now: string) =>
    isSourceOld(load({ sourceAgeWarnMonths }), at(now));
  expect(months(12, '2026-11-10T23:00:00.000Z')).toBe(false);
  expect(months(12, '2026-11-12T00:00:00.000Z')).toBe(true);
  expect(months(24, '2026-11-12T00:00:00.000Z')).toBe(false);
  const [plain] = loadPolicies([{ pack: 'approval-id', settings: {} }]);
  expect(plain && isSourceOld(plain, at('2027-01-01T00:00:00.000Z'))).toBe(true);
});
