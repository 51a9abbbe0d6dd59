import { expect, test } from 'vitest';
import { readJson } from '../../src/configuration/json.ts';

const broken: readonly [what: string, text: string, position: string, reason: RegExp][] = [
  ['a missing brace', '{ "titel": 1', '1:13', /brace opened at line 1, column 1 is never closed/],
  ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', '3:3', /comma or the closing brace is missing/],
  ['a trailing comma', '{ "a": 1, }', '1:11', /comma before this brace has nothing after it/],
  ['a trailing comma in a list', '[1, ]', '1:5', /comma before this bracket/],
  ['a comment', '{ // no\n}', '1:3', /name in double quotes/],
  ['single quotes', '{ "a": \'b\' }', '1:8', /double quotes/],
  ['a name given twice', '{ "a": 1, "a": 2 }', '1:11', /"a" is given twice/],
  ['a prototype name', '{ "__proto__": 1 }', '1:3', /not allowed/],
  ['a word without quotes', '{ "a": yes }', '1:8', /"yes" is no JSON value/],
  ['a number with a leading zero', '[01]', '1:2', /no JSON value/],
  ['a line break in text', '["a\nb"]', '1:2', /never closed/],
  ['a tab in text', '["a\tb"]', '1:2', /control character/],
  ['text after the end', '{} {}', '1:4', /more text after the end/],
  ['nothing at all', '', '1:1', /ends where a value should stand/],
  ['nesting without end', '['.repeat(100_000), '1:66', /nested deeper than 64/],
];

test.each(broken)('says where %s is', (_what, text, position, reason) => {
  const json = readJson(text);
  if (json.kind !== 'broken') throw new Error('it was read');
  expect(`${json.position.line}:${json.position.column}`).toBe(position);
  expect(json.reason).toMatch(reason);
});

test.each(['{}', '[]', ' {"a":[1,-2.5e3,true,false,null,"\\u00e9\\n\\"",{"b":{}}]} ', '"😀 \\ud83d\\ude00"'])(
  'reads %s as JSON.parse does',
  (text) => {
    const json = readJson(text);
    expect(json.kind === 'read' && JSON.parse(JSON.stringify(json.value))).toEqual(JSON.parse(text));
  },
);

test('tells where a member stands, or the closest one that encloses it', () => {
  const json = readJson('{\n  "a": [\n    { "b": 1 }\n  ]\n}');
  if (json.kind !== 'read') throw new Error(json.reason);
  expect(json.positionOf(['a', 0, 'b'])).toEqual({ line: 3, column: 7 });
  expect(json.positionOf(['a', 0, 'missing'])).toEqual({ line: 3, column: 5 });
  expect(json.positionOf(['nowhere'])).toEqual({ line: 1, column: 1 });
});
