import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ruleFacts } from '../../src/cli/rules/rule-facts.ts';
import { ruleDetails, rulesMarkdown, rulesTable } from '../../src/cli/rules/rules-text.ts';
import { ruleBook, ruleNotes } from '../../src/evidence/rule-book.ts';
import { type RulesJson, rulesSchema } from '../../src/reports/rules-schema.ts';
import { provgate, provgateJson } from '../helpers/built.ts';

const PAGE = join(import.meta.dirname, '../../docs/evidence.md');
const TABLE = /(<!-- rules -->\n)[\s\S]*?(<!-- \/rules -->)/;

test('the page about evidence lists the readers and rules there are (PUBLISH=1 writes it anew)', () => {
  const table = [...rulesMarkdown(ruleBook)].join('');
  const page = readFileSync(PAGE, 'utf8');
  expect(page).toMatch(TABLE);
  const current = page.replace(TABLE, (_all, begin: string, end: string) => `${begin}\n${table}\n${end}`);
  if (process.env['PUBLISH'] === '1') writeFileSync(PAGE, current);
  expect(readFileSync(PAGE, 'utf8')).toBe(current);
});

test('every rule is listed with source and places, and shown whole with both its examples', async () => {
  const facts = await ruleFacts(ruleBook);
  const table = [...rulesTable(facts)].join('');
  const details = [...ruleDetails(facts)].join('');
  for (const { id, about, source } of ruleNotes) {
    expect(table).toContain(`      ${about}; in `);
    expect(table).toContain(`; ${source}\n`);
    expect(table).toMatch(new RegExp(`^  ${id.replaceAll('.', '\\.')} +\\S.*(?:/|origin)`, 'm'));
    expect(details).toContain(`${id}: ${about}\n`);
  }
  expect(details.match(/^ {2}finds {5}\S/gm)).toHaveLength(ruleNotes.length);
  expect(details.match(/^ {2}but not {3}\S/gm)).toHaveLength(ruleNotes.length);
  expect(details).not.toContain('undefined');
});

describe('provgate rules', () => {
  test('lists them all, needs no production, and is no gate', async () => {
    const run = await provgate('rules');
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain('comfyui.sampler');
    expect(run.stdout).toMatch(/\d+ rules of \d+ readers; /);
  });

  test('shows one rule with examples, or all of one reader', async () => {
    expect((await provgate('rules', 'suno.comment')).stdout).toMatch(
      /^suno\.comment: .*\n {2}says {6}created by a trained model \(Suno\)\n {2}weighs {4}tool: /,
    );
    expect((await provgate('rules', 'tc260')).stdout.match(/^tc260\.\w+: /gm)).toHaveLength(3);
  });

  test('an id that is none is a wrong call, with the nearest one', async () => {
    const run = await provgate('rules', 'suno.coment');
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('Did you mean suno.comment, suno.link?');
  });

  test('an id like nothing known is sent to the list', async () => {
    const run = await provgate('rules', 'qqqqqqqqqqqqqqqqqq');
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('"provgate rules" lists them all.');
  });

  test('as JSON it has every rule with reader, source and examples', async () => {
    const { code, json } = await provgateJson<RulesJson>('rules');
    expect([code, json.schema]).toEqual([0, 'provgate.rules/1']);
    expect(rulesSchema.safeParse(json).success).toBe(true);
    expect(json.rules.map((rule) => rule.id)).toEqual(ruleNotes.map((note) => note.id));
    expect(json.rules[0]).toEqual({
      id: 'c2pa.action',
      reader: 'c2pa',
      readerVersion: expect.any(Number),
      about: 'an action with a digital source type in a content credential',
      source: expect.any(String),
      strength: expect.any(String),
      points: expect.objectContaining({ origin: expect.any(String) }),
      tool: expect.anything(),
      carriers: ['Content Credential'],
      match: expect.objectContaining({ kind: 'credential' }),
      nearMiss: expect.objectContaining({ kind: 'credential' }),
    });
  });
});
