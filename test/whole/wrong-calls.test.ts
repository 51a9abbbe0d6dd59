import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { folder, provgate, provgateJson } from '../helpers/built.ts';
import { generatedPng } from '../helpers/material.ts';

const FILE = 'idea.png';
const PAPER = 'paper.txt';
let dir: string;
let before: number;

beforeAll(async () => {
  dir = folder('wrong');
  mkdirSync(join(dir, 'art'));
  writeFileSync(join(dir, 'art', FILE), await generatedPng('an idea'));
  writeFileSync(join(dir, PAPER), 'A paper.\n');
  expect((await provgate('init', dir, '--policy', 'netflix-genai-2025')).code).toBe(0);
  expect((await provgate('scan', dir)).code).toBe(0);
  before = await eventCount();
});

async function eventCount(): Promise<number> {
  const { json } = await provgateJson<{ readonly events: number }>('audit', 'verify', '--production', dir);
  return json.events;
}

const file = (): string => join(dir, 'art', FILE);
const paper = (): string => join(dir, PAPER);

test.each<[string, () => readonly string[], RegExp]>([
  ['declare', () => [file(), '--use', 'ideations', '--by', 'Kim'], /Did you mean ideation\?/],
  ['declare', () => [file(), '--use', 'ideation'], /Give it with --by NAME\./],
  ['declare', () => [file(), '--by', 'Kim'], /Give --origin camera, human or genai, or --use/],
  [
    'declare',
    () => [file(), '--use', 'ideation', '--by', 'Kim', '--inputs', 'scripts'],
    /did you mean "script"\?\n/,
  ],
  ['declare', () => ['--undo', '0199', '--production', dir], /Give it with --reason TEXT\./],
  [
    'notice',
    () => [file(), '--at', '2025-03-01'],
    /Add --to <name>; --help after the verb shows an example\./,
  ],
  ['notice', () => [file(), '--to', 'Contact', '--at', '2999-01-01'], /has not come yet/],
  ['consent', () => ['record', '--giver', 'Ana'], /Add --uses <text>/],
  [
    'evidence',
    () => [file(), '--type', 'legal-revue', '--document', paper()],
    /Did you mean EV-LEGAL-REVIEW\?/,
  ],
  [
    'answer',
    () => [file(), '--incidental', '--story-relevant', '--by', 'K', '--reason', 'x'],
    /Only one answer/,
  ],
  [
    'profile',
    () => ['record', 'x', '--deployment', 'moon', '--production', dir],
    /it must be one of saas_consumer/,
  ],
  [
    'template',
    () => ['save', 't', '--from', 'nosuch', '--production', dir],
    /the id that "provgate declare" printed/,
  ],
  [
    'baseline',
    () => [dir, '--by', 'K', '--document', paper(), '--until', '1999-01-01', '--yes'],
    /1999-01-01|No file is left/,
  ],
  ['report', () => ['unknown'], /Did you mean unknowns\?/],
  ['request', () => [file(), '--output', join(dir, 'request.html')], /Give it with --to NAME\./],
  [
    'approve',
    () => [file(), '--decision', 'maybe', '--by', 'K', '--document', paper()],
    /Use one of granted/,
  ],
  [
    'approvals',
    () => ['meet', 'NOPE', '--condition', '1', '--document', paper(), '--production', dir],
    /provgate approvals list/,
  ],
  [
    'waive',
    () => [
      file(),
      '--code',
      'HST-001',
      '--by',
      'K',
      '--reason',
      'x',
      '--until',
      '2999-01-01',
      '--document',
      paper(),
    ],
    /HST-001 cannot be waived/,
  ],
  ['policy', () => ['explain', 'APR-999', '--production', dir], /Did you mean APR-009/],
  ['audit', () => ['accept', '--production', dir], /Add --reason <text>/],
  ['people', () => ['erase', 'Nobody', '--production', dir], /run the command again with --yes/],
])('a wrong call of %s is 2 and says how it is meant', async (verb, args, words) => {
  const { code, stderr, stdout } = await provgate(verb, ...args());
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/^\s+at |undefined|\[object/m);
});

test('no wrong call recorded anything', async () => {
  expect(existsSync(join(dir, 'request.html'))).toBe(false);
  expect(await eventCount()).toBe(before);
});
