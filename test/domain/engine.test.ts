import { describe, expect, test } from 'vitest';
import { type Engine, engineUnder, isCurrentUnder, replacesEngine } from '../../src/domain/engine.ts';

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

describe('a reading is current', () => {
  const engine: Engine = { version: 5, places: 1, everyFormat: 3, formats: { png: 5 } };

  test.each([
    ['where nothing that reads its format changed since', 3, 'jpeg', true],
    ['not where every format is read otherwise since', 2, 'jpeg', false],
    ['not where its own format is read otherwise since', 4, 'png', false],
    ['at the version its format changed in', 5, 'png', true],
    ['where a newer engine made it', 6, 'png', true],
    ['for a format of another version by what holds for every format', 3, 'constructor', true],
    ['not under other anchors', engineUnder(5, 7), 'jpeg', false],
  ])('%s', (_name, engineVersion, format, expected) => {
    expect(isCurrentUnder(engine, 5, { engineVersion, format })).toBe(expected);
  });

  test('under the anchors it was made with, and not when they are gone', () => {
    const read = { engineVersion: engineUnder(3, 7), format: 'jpeg' };
    expect(isCurrentUnder(engine, engineUnder(5, 7), read)).toBe(true);
    expect(isCurrentUnder(engine, engineUnder(5, 0), read)).toBe(false);
  });
});
