import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import { folder, provgate, provgateJson } from '../helpers/built.ts';
import { generatedPng } from '../helpers/material.ts';

interface CheckJson {
  readonly outcome: string;
  readonly items: readonly {
    readonly path: string;
    readonly suspected: boolean;
    readonly findings: readonly { readonly code: string }[];
  }[];
}

let dir: string;
let finals: string;
let shot: string;

beforeEach(async () => {
  dir = folder('identity');
  finals = join(dir, 'finals');
  shot = join(finals, 'shot.png');
  mkdirSync(finals);
  writeFileSync(shot, await generatedPng('a quay at dusk'));
  const mail = join(folder('mail'), 'mail.txt');
  writeFileSync(mail, 'Approved, regards.\n');
  expect((await provgate('init', dir)).code).toBe(0);
  expect(
    (await provgate('approve', shot, '--id', 'NFLX-0042', '--by', 'Studio contact', '--document', mail)).code,
  ).toBe(0);
  expect((await provgate('check', finals)).code).toBe(0);
});

const codes = (json: CheckJson): string[] =>
  json.items.flatMap((item) => item.findings.map((finding) => finding.code));

describe('an approval belongs to bytes, not to names', () => {
  test('renamed, moved and copied files stay cleared', async () => {
    renameSync(shot, join(finals, 'renamed.png'));
    expect((await provgate('check', finals)).code).toBe(0);
    mkdirSync(join(finals, 'deep'));
    renameSync(join(finals, 'renamed.png'), join(finals, 'deep/moved.png'));
    copyFileSync(join(finals, 'deep/moved.png'), join(finals, 'copy.png'));
    const run = await provgateJson<CheckJson>('check', finals);
    expect(run.code).toBe(0);
    expect(run.json.items.map((item) => item.path)).toEqual(['finals/copy.png', 'finals/deep/moved.png']);
  });

  test('overwritten bytes are not, even with size and mtime restored (threat 4)', async () => {
    const before = lstatSync(shot);
    const bytes = readFileSync(shot);
    const last = bytes.length - 1;
    bytes.writeUInt8((bytes[last] ?? 0) ^ 1, last);
    writeFileSync(shot, bytes);
    utimesSync(shot, before.atime, before.mtime);
    expect(lstatSync(shot).size).toBe(before.size);
    expect((await provgate('check', finals)).code).not.toBe(0);
  });

  test('a GenAI file stripped in place is suspected and under review until a named answer (threat 3)', async () => {
    const stripped = await sharp(readFileSync(shot)).png().toBuffer();
    writeFileSync(shot, stripped);
    const run = await provgateJson<CheckJson>('check', finals);
    expect(run.code).toBe(1);
    expect(run.json.outcome).toBe('review');
    expect(run.json.items[0]?.suspected).toBe(true);
    expect(
      (
        await provgate(
          'declare',
          shot,
          '--origin',
          'human',
          '--by',
          'Ana Ruiz',
          '--basis',
          'painted over by hand',
        )
      ).code,
    ).toBe(0);
    const answered = await provgateJson<CheckJson>('check', finals);
    expect(answered.json.items[0]?.suspected).toBe(false);
    expect(answered.code).toBe(0);
  });

  test('deleted and restored bytes are the same asset', async () => {
    const bytes = readFileSync(shot);
    rmSync(shot);
    expect((await provgate('scan', dir)).code).toBe(0);
    writeFileSync(shot, bytes);
    expect((await provgate('check', finals)).code).toBe(0);
    expect(codes((await provgateJson<CheckJson>('check', finals)).json)).not.toContain('APR-001');
  });
});
