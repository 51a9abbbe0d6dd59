import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = join(dirname(fileURLToPath(import.meta.url)), '../dist/src/cli/bin.js');

/** The command line that runs the built provgate with these arguments. */
export function provgate(...args: string[]): [string, string[]] {
  return [process.execPath, [BIN, ...args]];
}

/** A new folder for one benchmark; `PROVGATE_BENCH_DIR` says where, else the system's temporary folder. */
export function scratch(name: string): string {
  const base = process.env['PROVGATE_BENCH_DIR'] ?? tmpdir();
  mkdirSync(base, { recursive: true });
  return mkdtempSync(join(base, `provgate-bench-${name}-`));
}

/** Makes a folder a production with an empty registry: what "cold" means here. */
export function makeCold(dir: string): void {
  rmSync(join(dir, '.provgate'), { recursive: true, force: true });
  rmSync(join(dir, 'provgate.json'), { force: true });
  const [command, args] = provgate('init', dir, '--quiet');
  execFileSync(command, args, { stdio: 'ignore' });
}
