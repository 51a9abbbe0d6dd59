import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case, Mix } from './cases.ts';

/** Keeps the bytes of a failing case and says in one line where, and how to have it again. */
export function keep(mix: Mix, one: Case, what: string): string {
  const folder = join(tmpdir(), 'provgate-fuzz-failures');
  mkdirSync(folder, { recursive: true });
  const path = join(
    folder,
    `seed-${mix.seed}-case-${one.number}${one.extension === '' ? '' : `.${one.extension}`}`,
  );
  writeFileSync(path, one.bytes);
  return `seed ${mix.seed}, case ${one.number} (${one.name}): ${what}\n  kept as ${path}`;
}
