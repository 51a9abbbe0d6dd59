import { afterEach, describe, expect, test } from 'vitest';
import { importDeclarations, previewDeclarationImport } from '../../src/records/import-declarations.ts';
import { readTable } from '../../src/records/tables/read-table.ts';
import { type Stage, stage } from '../helpers/gate-production.ts';
import { generatedPng, plainPng } from '../helpers/material.ts';

let show: Stage | undefined;
afterEach(async () => {
  await show?.close();
  show = undefined;
});

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
const wrong = (words: RegExp) =>
  expect.objectContaining({ code: 'usage', message: expect.stringMatching(words) });
const SUSPECT = 'ChatGPT Image Apr 3, 2025, 10_12_33 AM.png';

function preview(stage: Stage, name: string, text: string, by?: string) {
  return previewDeclarationImport(stage.runtime, {
    rows: readTable(file(name, text)),
    from: stage.root,
    defaults: by === undefined ? {} : { declarant: by },
    readDocument: () => file('letter.txt', 'Agreed.\n'),
  });
}

describe('reading a file of statements', () => {
  test('CSV as spreadsheets write it: semicolons, quotes, a byte-order mark, empty lines', () => {
    const rows = readTable(
      file('a.csv', '\uFEFFPath;Use;Purpose\r\n\r\n"a;b.png";ideation;"two\r\nlines"\r\nc.png;;\r\n'),
    );
    expect(rows.map(({ line, members }) => [line, members])).toEqual([
      [3, { Path: 'a;b.png', Use: ['ideation'], Purpose: 'two\r\nlines' }],
      [5, { Path: 'c.png' }],
    ]);
  });

  test('YAML and JSON with the line of every member', () => {
    const yaml = readTable(file('a.yaml', '- path: a.png\n  use: ideation\n- path: b.png\n  purpos: x\n'));
    expect(yaml.map((row) => [row.line, row.lineOf('use'), row.lineOf('purpos')])).toEqual([
      [1, 2, 1],
      [3, 3, 4],
    ]);
    const json = readTable(
      file('a.json', '[\n {"path": "a.png"},\n {"path": "b.png",\n  "use": ["ideation"]}\n]'),
    );
    expect(json.map((row) => [row.line, row.lineOf('use')])).toEqual([
      [2, 2],
      [3, 4],
    ]);
  });

  test.each([
    ['a.csv', 'path,use\n"a.png,ideation\n', /line 2 is never closed/],
    ['a.json', '[{"path": "a.png",}]', /line 1, column/],
    ['a.yaml', 'path: [a\nuse: b\n', /line \d/],
    ['a.yaml', '- a.png\n', /line 1: each entry names its fields/],
    ['a.txt', 'x', /no kind that can be read/],
    ['a.csv', '', /is empty/],
  ])('%s %j is refused with its place', (name, text, words) => {
    expect(() => readTable(file(name, text))).toThrowError(wrong(words));
  });

  test('threat 41: a YAML file that refers to itself a billion times is refused', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((key, at) => `${key}: &${key} [${Array.from({ length: 9 }, () => `*${'abcdefg'[at]}`).join(',')}]`)
      .join('\n')}\n`;
    expect(() => readTable(file('a.yaml', bomb))).toThrowError();
  });
});

describe('importing', () => {
  test('tells every fault with its line and records nothing', async () => {
    show = await stage({ 'a.png': await generatedPng('a') });
    const seen = await preview(
      show,
      'a.csv',
      'path,use,by,purpos,enterprise\na.png,ideatoin,Kim,x,yes\nmissing.png,ideation,,,ja\n',
    );
    expect(seen.faults).toEqual([
      { line: 2, words: 'there is no field "purpos"; did you mean "purpose"?' },
      { line: 3, words: 'who says so is missing: add "by", or give --by NAME for all' },
      { line: 3, words: 'enterpriseSecured is "ja"; it must be one of yes, no, unsure' },
      { line: 3, words: 'missing.png is not there' },
    ]);
    const second = await preview(show, 'a.csv', 'path,use,by\na.png,ideatoin,Kim\n');
    expect(second.faults).toEqual([{ line: 2, words: expect.stringContaining('Did you mean ideation?') }]);
  });

  test('rows that say the same are one statement; a suspected file among them still needs its own answer', async () => {
    show = await stage({
      'a.png': await plainPng('a'),
      'b.png': await plainPng('b'),
      'g.png': await generatedPng('g'),
      [SUSPECT]: await plainPng('s'),
    });
    const text = `path,origin,basis,use\na.png,camera,card A012,\nb.png,camera,card A012,\n"${SUSPECT}",camera,card A012,\ng.png,,,ideation\n`;
    const seen = await preview(show, 'a.csv', text, 'Kim Lee');
    if (!('previews' in seen)) throw new Error(JSON.stringify(seen.faults));
    expect(seen.previews.map(({ declares }) => declares.map(({ path }) => path))).toEqual([
      ['a.png', 'b.png'],
      ['g.png'],
    ]);
    expect(seen.previews[0]?.skips.map(({ path }) => path)).toEqual([SUSPECT]);
    const made = await importDeclarations(show.runtime, seen.previews);
    expect(made.map(({ origin, use }) => [origin, use?.useCases])).toEqual([
      ['camera', undefined],
      ['genai', ['UC-IDEATION']],
    ]);
  });
});
