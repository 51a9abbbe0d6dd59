import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type Finished, finished, folder, provgate, provgateJson, said, start } from '../helpers/built.ts';
import { cameraJpeg, plainPng, withPngText } from '../helpers/material.ts';

interface Unknowns {
  readonly unknown: number;
  readonly listed: number;
  readonly groups: readonly {
    readonly folder: string;
    readonly count: number;
    readonly supplier: string | null;
    readonly command: string;
  }[];
}

const PLATES = 2_000;
const ROTOS = 500;
const OLD = 460;
const STILLS = 40;

const dir = folder('day-one');
const note = join(folder('papers'), 'note.txt');
const at = (path: string): string => join(dir, path);

/** 3,000 files of three suppliers and a camera, unlike each other by a few bytes. */
beforeAll(async () => {
  const base = await plainPng('one of many');
  const fill = (path: string, count: number, keyword: string, text: (index: number) => string) => {
    mkdirSync(at(path), { recursive: true });
    for (let index = 0; index < count; index++)
      writeFileSync(
        at(`${path}/${path.slice(-4)}_${String(index).padStart(4, '0')}.png`),
        withPngText(base, keyword, text(index)),
      );
  };
  fill(
    '04_VFX/acme',
    PLATES,
    'parameters',
    (index) =>
      `fog ${index}\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: ${index}, Size: 24x16, Model: demo`,
  );
  fill('04_VFX/brine', ROTOS, 'Comment', (index) => `roto ${index}`);
  fill('05_ARCHIVE', OLD, 'Comment', (index) => `old ${index}`);
  mkdirSync(at('01_CAMERA'));
  const still = await cameraJpeg();
  for (let index = 0; index < STILLS; index++)
    writeFileSync(at(`01_CAMERA/A001_${index}.jpg`), index === 0 ? still : await cameraJpeg());
  writeFileSync(note, 'Delivered before the rules were agreed.\n');

  await done('init', dir, '--title', 'Quayside', '--policy', 'netflix-genai-2025');
  const configuration = JSON.parse(readFileSync(at('provgate.json'), 'utf8'));
  const supplier = (path: string, name: string, contact: string) => ({ path, name, contact });
  writeFileSync(
    at('provgate.json'),
    JSON.stringify({
      ...configuration,
      origins: [{ path: '01_CAMERA/**', origin: 'camera', by: 'DIT card offload' }],
      suppliers: [
        supplier('04_VFX/acme/**', 'Acme VFX', 'Acme producer'),
        supplier('04_VFX/brine/**', 'Brine Roto', 'Brine producer'),
        supplier('05_ARCHIVE/**', 'Archive House', 'Librarian'),
      ],
    }),
  );
  await done('scan', dir);
}, 240_000);

/** Runs a command that has to succeed. */
async function done(...args: string[]): Promise<Finished> {
  const run = await provgate(...args);
  expect(run.stderr.slice(-300) + run.code).toMatch(/0$/);
  return run;
}

async function countOf(path: string, ...filters: string[]): Promise<number> {
  const { json } = await provgateJson<{ readonly items: readonly unknown[] }>('list', at(path), ...filters);
  return json.items.length;
}

const unknowns = async () => (await provgateJson<Unknowns>('report', 'unknowns', dir)).json;

test('what is unknown comes in groups, each of one supplier and with the command that settles it', async () => {
  const { unknown, groups } = await unknowns();
  expect(unknown).toBe(ROTOS + OLD);
  expect(groups.map(({ folder: where, count, supplier }) => [where, count, supplier])).toEqual([
    ['04_VFX/brine', ROTOS, 'Brine Roto'],
    ['05_ARCHIVE', OLD, 'Archive House'],
  ]);
  for (const { command } of groups) expect(command).toMatch(/^provgate declare .* --by .* --basis TEXT$/);
  expect(await countOf('01_CAMERA', '--origin', 'camera')).toBe(STILLS);
});

test('a bulk declaration that is interrupted is recorded whole or not at all', async () => {
  const words = ['--origin', 'human', '--by', 'Brine producer', '--basis', 'attestation 7', '--yes'];
  const child = start(['declare', at('04_VFX/brine'), ...words]);
  const ended = finished(child);
  await said(child, /Files the statement is about/);
  child.kill('SIGINT');
  const { code } = await ended;
  const declared = await countOf('04_VFX/brine', '--origin', 'human');
  expect([code, declared]).toEqual(declared === 0 ? [130, 0] : [expect.anything(), ROTOS]);
  expect((await provgate('audit', 'verify', '--production', dir)).code).toBe(0);
  await done('declare', at('04_VFX/brine'), ...words);
  expect(await countOf('04_VFX/brine', '--origin', 'human')).toBe(ROTOS);
});

test('S1-04: one template declares 2,000 files in one command, and a second check reads no media again', async () => {
  await done(
    ...['profile', 'record', 'paintbox', '--tool', 'Stable Diffusion WebUI', '--vendor', 'Acme'],
    ...['--deployment', 'on_premises', '--model', 'demo', '--tier', 'own machines', '--enterprise', 'yes'],
    ...['--stores', 'no', '--reuses', 'no', '--trains', 'no', '--production', dir],
  );
  const first = await provgateJson<{ readonly id: string }>(
    ...['declare', at('04_VFX/acme/acme_0000.png'), '--use', 'temp-media', '--profile', 'paintbox'],
    ...['--inputs', 'none', '--talent', 'none', '--by', 'Acme producer'],
  );
  expect(first.code).toBe(0);
  await done('template', 'save', 'acme-fog', '--from', first.json.id, '--production', dir);
  await done('declare', at('04_VFX/acme'), '--template', 'acme-fog', '--by', 'Acme producer', '--yes');
  await done('notice', at('04_VFX/acme'), '--to', 'Studio contact', '--at', '2025-03-01', '--yes');
  const check = async () => {
    const { code, json } = await provgateJson<{
      readonly counts: { readonly items: number; readonly pass: number };
      readonly items: readonly { readonly verified: string }[];
    }>('check', at('04_VFX/acme'), '--for', 'temp');
    return [code, json.counts.items, json.counts.pass, [...new Set(json.items.map((item) => item.verified))]];
  };
  await check();
  expect(await check()).toEqual([0, PLATES, PLATES, ['stat']]);
});

test('what lay there before the rules is listed until a day; then everything unknown has been looked at', async () => {
  const listed = await done(
    ...[
      'baseline',
      at('05_ARCHIVE'),
      '--by',
      'Kim Lee',
      '--document',
      note,
      '--until',
      '2999-12-31',
      '--yes',
    ],
  );
  expect(listed.stdout).toContain(`for ${OLD} files`);
  const { code, json } = await provgateJson<{ readonly counts: { readonly warn: number } }>(
    ...['check', at('05_ARCHIVE')],
  );
  expect([code, json.counts.warn]).toEqual([0, OLD]);
  const { listed: known, groups } = await unknowns();
  expect([known, groups.map(({ supplier }) => supplier)]).toEqual([OLD, ['Archive House']]);
});
