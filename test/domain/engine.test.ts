import { describe, expect, test } from 'vitest';
import { engineUnder, replacesEngine } from '../../src/domain/engine.ts';

describe('threat 22: evidence is read again', () => {
  test.each([
    ['by a later version', 2, 1, true],
    ['not by an earlier one', 1, 2, false],
    ['not by the same one', 1, 1, false],
    ['under anchors where there were none', engineUnder(1, 7), 1, true],
    ['without anchors where there were some', 1, engineUnder(1, 7), true],
    ['under other anchors', engineUnder(1, 3), engineUnder(1, 7), true],
    ['not by an earlier version, whatever its anchors', engineUnder(1, 7), 2, false],
    ['by a later version under the same anchors', engineUnder(2, 7), engineUnder(1, 7), true],
  ])('%s', (_name, engine, stored, expected) => {
    expect(replacesEngine(engine, stored)).toBe(expected);
  });

  test('the number is whole and exact up to the last mark', () => {
    expect(engineUnder(1, 0)).toBe(1);
    expect(Number.isSafeInteger(engineUnder(2 ** 31, 2 ** 20 - 1))).toBe(true);
  });
});
