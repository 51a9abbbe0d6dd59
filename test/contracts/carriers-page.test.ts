import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { containers } from '../../src/containers/index.ts';
import { KINDS } from './carrier-cases/carrier.ts';
import { EXCLUSIONS } from './carrier-cases/exclusions.ts';
import { CARRIERS } from './carrier-cases/index.ts';
import { carriersMarkdown } from './carrier-cases/page.ts';

const PAGE = join(import.meta.dirname, '../../docs/carriers.md');
const TABLE = /(<!-- carriers -->\n)[\s\S]*?(<!-- \/carriers -->)/;

test('every container that is read can hold every kind of mark in a tested place, or it is named why not', () => {
  const formats = containers.flatMap((container) => container.formats);
  const unnamed = formats.flatMap((format) =>
    KINDS.filter((kind) => {
      const isTested = CARRIERS.some((carrier) => carrier.format === format && carrier.kind === kind);
      const isExcluded = EXCLUSIONS.some((one) => one.formats.includes(format) && one.kinds.includes(kind));
      return isTested === isExcluded;
    }).map((kind) => `${format}: ${kind}`),
  );
  expect(unnamed).toEqual([]);
  const named = EXCLUSIONS.flatMap((exclusion) => exclusion.formats);
  expect(named.filter((format) => !formats.includes(format))).toEqual([]);
});

test('no place is listed twice, and each has marks', () => {
  const places = CARRIERS.map(({ format, extension, kind, place }) =>
    [format, extension, kind, place].join(': '),
  );
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  expect(CARRIERS.filter((carrier) => carrier.cases.length === 0)).toEqual([]);
});

test('the page about carriers lists the places there are (PUBLISH=1 writes it anew)', () => {
  const page = readFileSync(PAGE, 'utf8');
  expect(page).toMatch(TABLE);
  const list = carriersMarkdown(CARRIERS, EXCLUSIONS);
  const current = page.replace(TABLE, (_all, begin: string, end: string) => `${begin}\n${list}\n${end}`);
  if (process.env['PUBLISH'] === '1') writeFileSync(PAGE, current);
  expect(readFileSync(PAGE, 'utf8')).toBe(current);
});
