import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { statesMarkdown } from '../../src/policy/states-table.ts';

const PAGE = join(import.meta.dirname, '../../docs/policy.md');
const TABLE = /(<!-- states -->\n)[\s\S]*?(<!-- \/states -->)/;

test('the page about policy lists the states and steps there are (PUBLISH=1 writes it anew)', () => {
  const page = readFileSync(PAGE, 'utf8');
  expect(page).toMatch(TABLE);
  const current = page.replace(
    TABLE,
    (_all, begin: string, end: string) => `${begin}\n${statesMarkdown()}\n${end}`,
  );
  if (process.env['PUBLISH'] === '1') writeFileSync(PAGE, current);
  expect(readFileSync(PAGE, 'utf8')).toBe(current);
});
