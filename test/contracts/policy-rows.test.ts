import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { policyRows } from './policy-rows.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = join(ROOT, 'docs/policy-rows.md');
/** A test's title that begins with a row, such as `test('S0-07: …'`; several rows stand before one colon. */
const TITLE =
  /(?:\b(?:test|describe)(?:\.\w+)*|\))\(\s*(['"`])((?:S[01]-\d{2}(?:, )?)+): ((?:(?!\1).){3,250})\1/g;
/** What stands in a title for a value of each case. */
const VALUE = /%[a-z]|\$[a-z]\w*/gi;

interface Shown {
  readonly file: string;
  readonly title: string;
}

const shown = new Map<string, Shown[]>();
for (const file of readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).sort()) {
  if (!file.endsWith('.ts')) continue;
  const path = join(ROOT, 'test', file);
  for (const [, , ids = '', title = ''] of readFileSync(path, 'utf8').matchAll(TITLE))
    for (const id of ids.split(', ')) {
      const list = shown.get(id) ?? [];
      list.push({ file: relative(ROOT, path), title: title.replaceAll('|', '/').replace(VALUE, '…') });
      shown.set(id, list);
    }
}

test('every row of the guidance has a test that names it, or says what it waits for', () => {
  const bare = policyRows.filter(({ id, waitsFor }) => waitsFor === undefined && !shown.has(id));
  expect(bare.map(({ id }) => id)).toEqual([]);
  const known = new Set(policyRows.map(({ id }) => id));
  expect([...shown.keys()].filter((id) => !known.has(id))).toEqual([]);
});

test('docs/policy-rows.md is what the tests show (PUBLISH=1 writes it anew)', () => {
  const page = pageText();
  if (process.env['PUBLISH'] !== undefined) writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});

function pageText(): string {
  const rows = policyRows.map(({ id, asks, waitsFor }) => {
    const tests = (shown.get(id) ?? []).map(({ file, title }) => `${title} (\`${file}\`)`);
    const proof = waitsFor === undefined ? tests.join('<br>') : `not yet covered: waits for ${waitsFor}`;
    return `| ${id} | ${asks} | ${proof} |`;
  });
  return [
    '# What the guidance asks, and the test that shows it',
    '',
    'Each row is one sentence of the two published articles the pack `netflix-genai-2025` was written from. The table is made from the titles of the tests.',
    '',
    '| Row | Asks | Shown by |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
