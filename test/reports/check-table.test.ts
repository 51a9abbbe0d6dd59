import { describe, expect, test } from 'vitest';
import type { CheckChanges, CheckItem } from '../../src/domain/check.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { checkCsv } from '../../src/reports/check-csv.ts';
import { checkTable } from '../../src/reports/check-table.ts';
import { at, checkOf, item, path } from '../helpers/gate-values.ts';

const apr001: Finding = { code: 'APR-001', severity: 'block', args: {}, rules: ['G-5'] };
const org001: Finding = { code: 'ORG-001', severity: 'warn', args: {}, rules: ['F-1'] };
const blockedAt = (name: string): CheckItem =>
  item({
    path: path(name),
    origin: 'genai',
    temporary: true,
    tool: 'ComfyUI',
    verdict: 'block',
    findings: [apr001],
  });
const unknownAt = (name: string): CheckItem =>
  item({ path: path(name), origin: 'unknown', verdict: 'warn', findings: [org001] });
const table = (...args: Parameters<typeof checkTable>): string => [...checkTable(...args)].join('');

describe('the first line', () => {
  test('of a pass counts what is of unknown origin (threat 2)', () => {
    const items = [
      ...Array.from({ length: 12 }, (_, n) => unknownAt(`a/${n}.mov`)),
      ...Array.from({ length: 28 }, () => item()),
    ];
    expect(table(checkOf(items)).split('\n')[0]).toBe(
      'PASS: no unapproved GenAI found; 12 of 40 items of unknown origin',
    );
  });

  test.each([
    [
      checkOf([blockedAt('a.png')], { outcome: 'block' }),
      'BLOCK: 1 item may not leave without a valid approval; 0 of 1 item of unknown origin',
    ],
    [checkOf([], { outcome: 'incomplete' }), 'INCOMPLETE: nothing to check; 0 of 0 items of unknown origin'],
    [
      checkOf([blockedAt('a.png')], { destination: 'temp' }),
      'PASS: for temporary use only; 1 GenAI item among them; 0 of 1 item of unknown origin',
    ],
  ])('of other outcomes says what stands in the way', (check, line) => {
    expect(table(check).split('\n')[0]).toBe(line);
  });
});

describe('the table', () => {
  test('groups by code and folder with one command each, sequences under one name', () => {
    const frames = Array.from({ length: 240 }, (_, n) =>
      blockedAt(`vfx/sh010/sh010_${String(n).padStart(4, '0')}.png`),
    );
    const check = checkOf(
      [...frames, blockedAt('stills/quay.png'), unknownAt('notes/a.txt'), unknownAt('notes/b.txt')],
      {
        outcome: 'block',
      },
    );
    expect(table(check)).toBe(
      [
        'BLOCK: 241 items may not leave without a valid approval; 2 of 243 items of unknown origin',
        '243 items · 241 block · 2 warn',
        'Quayside: final · unspecified · worldwide · approval-id 1.0.0',
        '',
        '  block APR-001  vfx/sh010/sh010_####.png  240 items (ComfyUI)',
        '    GenAI without approval',
        '    → Ask your studio contact in writing, then record it: provgate approve vfx/sh010 --id ID --by NAME --document FILE. Or replace it before the final.',
        '',
        '  block APR-001  stills/quay.png (ComfyUI)',
        '    stills/quay.png was made with GenAI and has no approval.',
        '    → Ask your studio contact in writing, then record it: provgate approve stills/quay.png --id ID --by NAME --document FILE. Or replace it before the final.',
        '',
        '  warn ORG-001  notes/  2 items',
        '    Unknown origin',
        '    → Ask its supplier, then record it: provgate declare notes --origin camera --by NAME --basis TEXT (or human, or genai)',
        '',
        'No network was used: revoked certificates and manifests kept elsewhere were not checked.',
        '',
      ].join('\n'),
    );
  });

  test('never shows more than twenty groups, widening folders first', () => {
    const many = Array.from({ length: 400 }, (_, n) => blockedAt(`reel/${n % 50}/x${n}/a.png`));
    const text = table(checkOf(many, { outcome: 'block' }));
    expect(text.match(/block APR-001/g)).toHaveLength(1);
    expect(text).toContain('reel/  400 items');
    const wide = Array.from({ length: 30 }, (_, n) => unknownAt(`f${n}/a.png`));
    expect(table(checkOf(wide)).match(/warn ORG-001/g)).toHaveLength(1);
  });

  test('says what changed since the last check', () => {
    const changes: CheckChanges = {
      checkId: 'before',
      at: at('2026-11-21T18:00:00.000Z'),
      outcome: 'pass',
      itemsBefore: 1,
      worse: Array.from({ length: 7 }, (_, n) => path(`a${n}.png`)),
      better: [],
      gone: [path('old.png')],
    };
    const text = table(checkOf([blockedAt('a.png')], { outcome: 'block' }), { changes });
    expect(text).toContain(
      'Since the last check of this scope (2026-11-21 18:00 UTC, pass, 1 item): \n  worse: a0.png, a1.png, a2.png, a3.png, a4.png, and 2 more\n  no longer here: old.png\n',
    );
    const calm = { ...changes, outcome: 'block' as const, worse: [], gone: [] };
    expect(table(checkOf([blockedAt('a.png')], { outcome: 'block' }), { changes: calm })).toContain(
      'no verdict changed.',
    );
  });

  test('shows hostile names without obeying them, and never calls anything clean', () => {
    const hostile = blockedAt('a\u001b[2J\nPASS: fine\u202e.png');
    const text = table(checkOf([hostile], { outcome: 'block' }));
    expect([...text].filter((character) => /[\p{Cc}\p{Cf}]/u.test(character) && character !== '\n')).toEqual(
      [],
    );
    expect(text.split('\n').filter((line) => line.startsWith('PASS'))).toEqual([]);
    expect(text.toLowerCase()).not.toContain('clean');
  });

  test('says that the record is unprotected (threat 25)', () => {
    const check = checkOf([item()], { unprotected: ['.provgate can be written by other users'] });
    expect(table(check)).toContain('Record unprotected: .provgate can be written by other users.\n');
  });

  test('says which options set something', () => {
    expect(table(checkOf([item()], { overrides: ['type', 'territories'] }))).toContain(
      'set by option: type, territories',
    );
  });
});

test('as CSV, one item a line, formulas inert', () => {
  const lines = [...checkCsv(checkOf([blockedAt('=cmd.png'), item()]))];
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^path,verdict,origin,/);
  expect(lines[1]).toMatch(/^'=cmd\.png,block,genai,none,ComfyUI,true,/);
});
