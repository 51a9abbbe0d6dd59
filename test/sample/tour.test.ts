import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadProduction } from '../../src/configuration/find.ts';
import type { Instant } from '../../src/domain/asset.ts';
import { createProductionRegistry } from '../../src/runtime.ts';
import { makeSample } from '../../src/sample/make.ts';
import { TOUR } from '../../src/sample/tour.ts';

const BIN = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url));

let folder: string;
let dir: string;
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'provgate-tour-')));
  dir = join(folder, 'quayside');
  await makeSample(dir, {
    now: '2026-11-22T10:00:00.000Z' as Instant,
    productionId: '0199c0de-0000-7000-8000-000000000001',
  });
  mkdirSync(join(dir, '.provgate'), { mode: 0o700 });
  await createProductionRegistry(loadProduction(dir, {}));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a person types, as a shell runs it. */
function type(command: string): { status: number | null; said: string } {
  const shell = `provgate() { "$NODE" "$BIN" "$@"; }; ${command}`;
  const env = { HOME: folder, PATH: process.env['PATH'], NODE: process.execPath, BIN };
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', shell], { cwd: dir, env, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

test('every step of the tour, typed one after the other, ends as the tour says', () => {
  for (const { command, exit } of TOUR) {
    const { status, said } = type(command);
    expect([command, status, said]).toEqual([command, exit, said]);
  }
  expect(readdirSync(join(folder, 'quayside-delivery'))).toEqual(
    expect.arrayContaining(['plate_A003C014.jpg', 'quay_dusk.png']),
  );
});
