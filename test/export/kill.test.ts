import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportFiles } from '../../src/export/export.ts';
import { verify } from '../../src/export/verify.ts';
import { rel, stage } from '../helpers/gate-production.ts';

const FILES = 60;

/** Ends the child without warning when it has printed `line`; resolves when it is gone. */
async function killAt(child: ChildProcess, line: string): Promise<void> {
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    if (printed.includes(`${line}\n`)) child.kill('SIGKILL');
  });
  await new Promise((done) => child.on('close', done));
}

test('killed at any moment, an export leaves nothing at its target, and the next one makes it whole', async () => {
  const files = Object.fromEntries(
    Array.from({ length: FILES }, (_, n) => [
      `finals/reel_${n % 3}/frame_${n}.txt`,
      `frame ${n} `.repeat(500),
    ]),
  );
  const show = await stage(files);
  const outside = realpathSync(mkdtempSync(join(tmpdir(), 'provgate-kill-')));
  const to = join(outside, 'delivery');
  await show.check(['finals']);
  for (const line of ['copied 1', 'copied 17', 'copied 59', `copied ${FILES}`]) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'export-child.ts'), show.root, to], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await killAt(child, line);
    if (existsSync(to)) expect((await verify(to)).ok).toBe(true);
    rmSync(to, { recursive: true, force: true });
  }
  expect(readdirSync(outside).filter((name) => !name.startsWith('.delivery.provgate-staging-'))).toEqual([]);
  const result = await exportFiles(show.runtime, { paths: rel(['finals']), to });
  expect(result).toMatchObject({ kind: 'made', files: FILES });
  expect(readdirSync(outside)).toEqual(['delivery']);
  expect(await verify(to)).toMatchObject({ ok: true, files: FILES });
  await show.close();
  rmSync(outside, { recursive: true, force: true });
});
