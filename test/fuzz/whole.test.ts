import { expect, test } from 'vitest';
import type { Mix } from './cases.ts';
import { openStock } from './seeds.ts';
import { runWhole } from './whole.ts';

const CASES = 4_000;
const MIX: Mix = { seed: 29, hostileEvery: 40, hostileSizes: [30, 300, 3_000] };
const TIMEOUT_MS = 600_000;

test(
  'threats 19 and 29: the whole engine gives every damaged file a named verdict, loses nobody else’s, and no piece of a GenAI file passes as read without its mark',
  async () => {
    const { cases, failures } = await runWhole(MIX, await openStock(), { from: 0, to: CASES });
    expect(failures).toEqual([]);
    expect(cases).toBe(CASES);
  },
  TIMEOUT_MS,
);
