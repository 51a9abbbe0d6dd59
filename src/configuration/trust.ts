import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Production } from '../domain/configuration.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { Env } from './known.ts';
import { CONFIGURATION_NAME } from './read.ts';
import { registryFile } from './state.ts';

const WORLD_WRITES = 0o002;
const OTHERS_WRITE = 0o022;

/**
 * Refuses a configuration or state that belongs to another user, because whoever owns it decides what passes (threats 12).
 * `PROVGATE_TRUST` lists folders (separated by `:`) whose owner is trusted. Throws `forbidden`.
 */
export function requireOwnState(home: string, env: Env, userId = process.geteuid?.()): void {
  if (userId === undefined || (env['PROVGATE_TRUST'] ?? '').split(':').includes(home)) return;
  for (const name of [CONFIGURATION_NAME, '.provgate']) {
    const stats = lstatSync(join(home, name), { throwIfNoEntry: false });
    if (stats === undefined || stats.uid === userId) continue;
    throw new ProvgateError(
      'forbidden',
      `${join(home, name)} belongs to another user (uid ${stats.uid}), who could decide what passes.`,
      `If you trust that user with this production, set PROVGATE_TRUST=${home} and run the command again.`,
    );
  }
}

/** Why the record is not protected from other users, in words; none where only its owner can write it (threats 25). */
export function unprotected(production: Production): readonly string[] {
  const registry = registryFile(production);
  const places: readonly [name: string, file: string, others: number][] = [
    // A group may share the work of configuring; every version is recorded.
    [CONFIGURATION_NAME, join(production.home, CONFIGURATION_NAME), WORLD_WRITES],
    ['.provgate', production.stateDir, OTHERS_WRITE],
    ['.provgate/documents', join(production.stateDir, 'documents'), OTHERS_WRITE],
    ['the registry', registry, OTHERS_WRITE],
    ["the registry's write-ahead log", `${registry}-wal`, OTHERS_WRITE],
  ];
  return places.flatMap(([name, file, others]) => {
    const stats = lstatSync(file, { throwIfNoEntry: false });
    const open = stats !== undefined && (stats.mode & others) !== 0;
    return open ? [`${name} can be written by other users`] : [];
  });
}
