import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainPng, withPngText } from '../test/helpers/material.ts';
import type { Figure } from './figure.ts';
import { median, run } from './measure.ts';
import { provgate, scratch } from './production.ts';

const ROUNDS = 3;
const FILES = 2_000;
const SETTINGS = 'Steps: 20, Sampler: Euler a, CFG scale: 7, Size: 24x16, Model: demo';
const TOOL = [
  ...['--tool', 'Stable Diffusion WebUI', '--vendor', 'Acme', '--deployment', 'on_premises'],
  ...['--model', 'demo', '--tier', 'own', '--enterprise', 'yes', '--stores', 'no', '--reuses', 'no'],
  ...['--trains', 'no'],
];

/** One template declares 2,000 generated files in one command, whole process; each round declares them anew. */
export async function bulkDeclare(): Promise<Figure> {
  const dir = scratch('declare');
  const plates = join(dir, '04_VFX');
  mkdirSync(plates);
  const base = await plainPng('one of many');
  for (let index = 0; index < FILES; index++)
    writeFileSync(
      join(plates, `fog_${String(index).padStart(4, '0')}.png`),
      withPngText(base, 'parameters', `fog ${index}\nSeed: ${index}, ${SETTINGS}`),
    );
  await run(...provgate('init', dir, '--policy', 'netflix-genai-2025', '--quiet'));
  await run(...provgate('scan', dir, '--quiet'));
  await run(...provgate('profile', 'record', 'paintbox', ...TOOL, '--production', dir));
  const said = ['--use', 'temp-media', '--profile', 'paintbox', '--inputs', 'none', '--talent', 'none'];
  const by = ['--by', 'Acme producer'];
  const first = await run(
    ...provgate('declare', join(plates, 'fog_0000.png'), ...said, ...by, '--format', 'json'),
  );
  const { id } = JSON.parse(first.stdout) as { id: string };
  await run(...provgate('template', 'save', 'fog', '--from', id, '--production', dir));
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    seconds.push((await run(...provgate('declare', plates, '--template', 'fog', ...by, '--yes'))).seconds);
  rmSync(dir, { recursive: true });
  return {
    name: 'one template for 2,000 files: seconds',
    value: median(seconds),
    bar: 5,
    better: 'lower',
    ours: `${median(seconds).toFixed(2)} s`,
    yardstick: 'none: an absolute bar',
  };
}
