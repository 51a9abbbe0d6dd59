import { describe, expect, test } from 'vitest';
import type { Involvement, Origin } from '../../src/domain/origin.ts';
import { isMilder, type Strictness } from '../../src/registry/milder.ts';

const ORIGINS: readonly Origin[] = ['camera', 'human', 'genai', 'unknown'];
const INVOLVEMENTS: readonly Involvement[] = [
  'full',
  'partial',
  'derived',
  'assistive',
  'none',
  'undetermined',
];
const EITHER = [false, true];

const every: readonly Strictness[] = ORIGINS.flatMap((origin) =>
  INVOLVEMENTS.flatMap((involvement) =>
    EITHER.flatMap((suspected) =>
      EITHER.flatMap((conflict) =>
        EITHER.map((isOverruled) => ({ origin, involvement, suspected, conflict, isOverruled })),
      ),
    ),
  ),
);
const pairs = every.flatMap((after) => every.map((before) => [after, before] as const));

/** What a verdict may hang on, each as a question whose "yes" is the stricter answer. */
const asks: readonly ((judged: Strictness) => boolean)[] = [
  ({ origin }) => origin === 'genai',
  ({ origin, suspected }) => origin === 'genai' || suspected,
  ({ origin, conflict }) => origin === 'genai' || conflict,
  ({ origin, involvement }) => origin === 'genai' || involvement === 'assistive',
];

describe('what is milder', () => {
  test('no judgement is milder than itself', () => {
    for (const judged of every) expect(isMilder(judged, judged)).toBe(false);
  });

  test('whatever stops asking for a person or an approval is milder, unless a named person settled it', () => {
    for (const [after, before] of pairs) {
      const isLost = asks.some((ask) => ask(before) && !ask(after));
      if (isLost && !after.isOverruled) expect(isMilder(after, before), told(after, before)).toBe(true);
    }
  });

  test('what is settled by a person is never milder by reading', () => {
    for (const [after, before] of pairs) if (after.isOverruled) expect(isMilder(after, before)).toBe(false);
  });

  test('what becomes GenAI is never milder, and GenAI that reaches less far or is less contested is', () => {
    for (const [after, before] of pairs) {
      if (after.isOverruled || after.origin !== 'genai') continue;
      const isNarrower = WIDE.indexOf(after.involvement) > WIDE.indexOf(before.involvement);
      const expected = before.origin === 'genai' && (isNarrower || (before.conflict && !after.conflict));
      expect(isMilder(after, before), told(after, before)).toBe(expected);
    }
  });

  test('learning that a camera or a person made what was unknown takes nothing away', () => {
    const unknown: Strictness = {
      origin: 'unknown',
      involvement: 'undetermined',
      suspected: false,
      conflict: false,
      isOverruled: false,
    };
    for (const origin of ['camera', 'human'] as const) {
      const known: Strictness = { ...unknown, origin, involvement: 'none' };
      expect(isMilder(known, unknown)).toBe(false);
      expect(isMilder(unknown, known)).toBe(false);
    }
  });
});

const WIDE: readonly Involvement[] = ['full', 'partial', 'derived', 'undetermined', 'assistive', 'none'];

function told(after: Strictness, before: Strictness): string {
  return `${JSON.stringify(before)} → ${JSON.stringify(after)}`;
}
