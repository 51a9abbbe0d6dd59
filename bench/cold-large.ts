import { rmSync, writeFileSync } from 'node:fs';
import type { Figure } from './figure.ts';
import { makeLargeFiles } from './material.ts';
import { median, run } from './measure.ts';
import { makeCold, provgate, scratch } from './production.ts';

const FILES = 8;
const FILE_BYTES = 512 << 20;
const ROUNDS = 3;

/** Cold sweep of 4 GiB in large files against `openssl dgst -sha256` on the same files two at a time. */
export async function coldLarge(): Promise<Figure> {
  const dir = scratch('large');
  const files = makeLargeFiles(dir, FILES, FILE_BYTES);
  const ratios: number[] = [];
  let text = ['', ''];
  for (let round = 0; round < ROUNDS; round++) {
    const hashed = await run('xargs', ['-P2', '-n1', '-a', listOf(dir, files), 'openssl', 'dgst', '-sha256']);
    makeCold(dir);
    const swept = await run(...provgate('scan', dir, '--format', 'json'));
    ratios.push(hashed.seconds / swept.seconds);
    text = [`${swept.seconds.toFixed(2)} s`, `openssl ${hashed.seconds.toFixed(2)} s`];
  }
  rmSync(dir, { recursive: true });
  return {
    name: 'cold sweep, 4 GiB in large files: rate against openssl',
    value: median(ratios),
    bar: 0.9,
    better: 'higher',
    ours: text[0] ?? '',
    yardstick: text[1] ?? '',
  };
}

/** The files' names in a list outside the swept folder, for xargs. */
function listOf(dir: string, files: readonly string[]): string {
  const path = `${dir}.list`;
  writeFileSync(path, `${files.join('\n')}\n`);
  return path;
}
