import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { folder, provgate, provgateJson } from '../helpers/built.ts';
import { generatedPng, plainPng } from '../helpers/material.ts';

let dir: string;
let mail: string;
const SUSPECT = 'ChatGPT Image Apr 3, 2025, 10_12_33 AM.png';
const BY = ['--by', 'Kim Lee'] as const;

beforeAll(async () => {
  dir = folder('declare');
  mail = join(folder('letters'), 'mail.txt');
  writeFileSync(mail, 'Agreed, regards.\n');
  mkdirSync(join(dir, 'board'));
  mkdirSync(join(dir, 'vfx'));
  for (const each of ['a', 'b']) writeFileSync(join(dir, `board/${each}.png`), await generatedPng(each));
  for (const each of [1, 2, 3]) writeFileSync(join(dir, `vfx/sh_000${each}.png`), await plainPng(`${each}`));
  writeFileSync(join(dir, `vfx/${SUSPECT}`), await plainPng('s'));
  expect((await provgate('init', dir, '--policy', 'netflix-genai-2025')).code).toBe(0);
  expect((await provgate('scan', dir)).code).toBe(0);
});

describe('the first morning', () => {
  test('a tool, an idea and a notice take one command each, and then temp lets it pass', async () => {
    const tool = ['--production', dir, '--enterprise', 'yes', '--model', 'sdxl'];
    const data = ['--stores', 'no', '--reuses', 'no', '--trains', 'no'];
    expect((await provgate('profile', 'record', 'sd', ...tool, ...data)).code).toBe(0);
    const board = join(dir, 'board');
    const short = ['--use', 'ideation', '--profile', 'sd', '--inputs', 'none', '--talent', 'none', ...BY];
    const asked = await provgate('declare', board, ...short);
    expect([asked.code, asked.stderr]).toEqual([
      2,
      expect.stringMatching(/board\/a\.png[\s\S]*run the command again with --yes/),
    ]);
    const run = await provgate('declare', board, ...short, '--yes');
    expect([run.code, run.stdout]).toEqual([
      0,
      expect.stringMatching(/^2 files declared as GenAI \(sd\) by Kim Lee; the statement is \S+\.\n$/),
    ]);
    const told = ['--to', 'Studio contact', '--at', '2026-11-01', '--yes'];
    expect((await provgate('notice', board, ...told)).code).toBe(0);
    expect((await provgate('check', board, '--for', 'temp')).code).toBe(0);
    expect((await provgate('check', board)).code).toBe(1);
  });

  test('off a terminal, what is missing is recorded as missing and told by option', async () => {
    const run = await provgate('declare', join(dir, 'board/a.png'), '--use', 'ideation', ...BY);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(
      /still asks for 8 answers[\s\S]*--model NAME[\s\S]*--inputs none[\s\S]*--again --by 'Kim Lee'/,
    );
    const again = await provgateJson<{ open: readonly string[] }>(
      'declare',
      join(dir, 'board/a.png'),
      '--again',
      '--profile',
      'sd',
      '--inputs',
      'none',
      '--talent',
      'none',
      ...BY,
      '--format',
      'json',
    );
    expect([again.code, again.json.open]).toEqual([0, []]);
  });

  test('the queue gives a command for each group, and the commands work', async () => {
    const queue = await provgateJson<{
      groups: readonly { count: number; command: string }[];
      questions: readonly { command: string }[];
    }>('report', 'unknowns', '--production', dir, '--format', 'json');
    expect(queue.json.groups.map(({ count }) => count)).toEqual([3]);
    expect(queue.json.questions).toHaveLength(1);
    const frames = [
      'declare',
      join(dir, 'vfx/sh_####.png'),
      '--where',
      'origin=unknown',
      '--origin',
      'camera',
    ];
    expect((await provgate(...frames, ...BY, '--basis', 'card A012', '--yes')).code).toBe(0);
    const answer = await provgate(
      'answer',
      join(dir, 'vfx', SUSPECT),
      '--origin',
      'human',
      ...BY,
      '--reason',
      'painted',
    );
    expect(answer.code).toBe(0);
    const after = await provgate('report', 'unknowns', '--production', dir);
    expect(after.stdout).toMatch(/^Nothing is open/);
  });
});

describe('what people get wrong', () => {
  test.each([
    [['--use', 'ideatoin'], /Did you mean ideation\?/],
    [['--use', 'ideation', '--profile', 'sdd'], /Did you mean "sd"\?/],
    [['--use', 'ideation', '--inputs', 'scrpt'], /did you mean "script"\?/],
    [['--use', 'ideation', '--set', 'purpos=x'], /did you mean "purpose"\?/],
    [['--where', 'origin'], /--where origin=unknown/],
    [[], /--use USE-CASE/],
  ])('%j is exit 2 and says what to type', async (options, words) => {
    const run = await provgate('declare', join(dir, 'vfx/sh_0001.png'), ...BY, ...options);
    expect([run.code, run.stderr]).toEqual([2, expect.stringMatching(words)]);
  });

  test('a list with faults tells every line and records nothing', async () => {
    const list = join(dir, '..', `${Date.now()}.csv`);
    writeFileSync(list, 'path,use\nboard/a.png,ideation\nboard/gone.png,ideation\nboard/b.png,ideatoin\n');
    const run = await provgate('declare', '--from', list, '--production', dir, ...BY, '--yes');
    expect([run.code, run.stderr]).toEqual([
      2,
      expect.stringMatching(/line 3: board\/gone\.png is not there[\s\S]*Nothing was recorded/),
    ]);
  });
});
