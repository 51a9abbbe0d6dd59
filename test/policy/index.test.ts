import { describe, expect, test } from 'vitest';
import { FINDING_CODES } from '../../src/domain/finding.ts';
import { explain } from '../../src/policy/explain.ts';
import { loadPolicies } from '../../src/policy/index.ts';
import { meanings } from '../../src/policy/meanings.ts';

describe('choosing policies', () => {
  test('fills in the defaults of every setting and names the exact pack by hash', () => {
    const [loaded] = loadPolicies([{ pack: 'approval-id', settings: {} }]);
    expect(loaded?.settings).toEqual({ unknownInFinal: 'warn' });
    expect(loaded?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const [strict] = loadPolicies([{ pack: 'approval-id', settings: { unknownInFinal: 'review' } }]);
    expect(strict?.sha256).toBe(loaded?.sha256);
    expect(strict?.settingsSha256).not.toBe(loaded?.settingsSha256);
  });

  test.each([
    ['an unknown pack', [{ pack: 'no-such-pack', settings: {} }]],
    ['an unknown setting', [{ pack: 'approval-id', settings: { waive: 'all' } }]],
    ['a setting named like a built-in', [{ pack: 'approval-id', settings: { constructor: 'warn' } }]],
    ['a value the pack does not admit', [{ pack: 'approval-id', settings: { unknownInFinal: 'pass' } }]],
    [
      'the same pack twice',
      [
        { pack: 'approval-id', settings: {} },
        { pack: 'approval-id', settings: {} },
      ],
    ],
    ['no pack at all', []],
  ])('%s is a configuration failure', (_what, choices) => {
    expect(() => loadPolicies(choices)).toThrowError(expect.objectContaining({ code: 'bad-policy' }));
  });
});

describe('explaining a code', () => {
  test('every code has a meaning', () => {
    expect(Object.keys(meanings).sort()).toEqual([...FINDING_CODES].sort());
  });

  test('gives how each policy weighs it, with its passages', () => {
    const policies = loadPolicies([{ pack: 'approval-id', settings: { unknownInFinal: 'review' } }]);
    expect(explain('org-001', policies)).toMatchObject([
      { policies: [{ pack: 'approval-id', final: 'review', temp: 'warn', rules: [{ id: 'F-1' }] }] },
    ]);
    expect(explain('FIL-001', policies)).toMatchObject([{ always: 'incomplete', policies: [] }]);
    expect(explain('no such thing', policies)).toEqual([]);
  });
});
