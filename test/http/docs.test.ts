import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ACCESS } from '../../src/http/roles.ts';
import { ROUTES } from '../../src/http/routes.ts';
import { accessTable } from './access-table.ts';

const FILE = fileURLToPath(new URL('../../docs/http.md', import.meta.url));
const SECTION = /(?<=<!-- access -->\n)[\s\S]*?(?=<!-- \/access -->)/;

test('docs/http.md shows who may do what (PROVGATE_WRITE_DOCS=1 writes it anew)', () => {
  const table = `\n${accessTable(ROUTES)}\n\n`;
  const page = readFileSync(FILE, 'utf8');
  if (process.env['PROVGATE_WRITE_DOCS'] === '1') writeFileSync(FILE, page.replace(SECTION, table));
  expect(readFileSync(FILE, 'utf8').match(SECTION)?.[0]).toBe(table);
});

test('every operation in the table of roles exists, once', () => {
  expect(ROUTES.map((route) => route.id).sort()).toEqual(Object.keys(ACCESS).sort());
});
