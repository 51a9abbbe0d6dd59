import { expect, test } from 'vitest';
import { caseOf, type Mix } from './cases.ts';
import { keep } from './keep.ts';
import { faultOfContainers } from './oracle.ts';
import { openStock } from './seeds.ts';

const CASES = 100_000;
const MIX: Mix = { seed: 407, hostileEvery: 500, hostileSizes: [30, 300, 3_000] };
const TIMEOUT_MS = 600_000;

test(
  'threats 19, 30 and 41: whatever is done to a file, its containers are read to an end, within bounds, and no piece of one passes as whole',
  async () => {
    const stock = await openStock();
    const failures: string[] = [];
    for (let number = 0; number < CASES; number++) {
      const one = caseOf(MIX, number, stock);
      const fault = await faultOfContainers(one);
      if (fault !== undefined) failures.push(keep(MIX, one, fault));
    }
    expect(failures).toEqual([]);
  },
  TIMEOUT_MS,
);
