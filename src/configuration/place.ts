import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Production } from '../domain/configuration.ts';
import { ProvgateError } from '../domain/errors.ts';
import { type Mount, mountOf } from '../files/mount.ts';
import { type Env, knownProductions, stillThere } from './known.ts';
import { holds, homesOf } from './locate.ts';
import { CONFIGURATION_NAME } from './read.ts';
import { quote } from './shell.ts';
import { registryFile } from './state.ts';

/** The error of a place in more than one production. */
export function nested(place: string, homes: readonly string[]): ProvgateError {
  return new ProvgateError(
    'ambiguous-production',
    `${place} is in more than one production: ${homes.join(' and ')}.`,
    'A production cannot lie in another: move the one that should not be here, or its provgate.json, away.',
  );
}

/**
 * Refuses a new production that would lie in another, or hold one this user made. Both folders are real and absolute. Throws
 * `conflict` where it is one already, else `ambiguous-production` naming both.
 */
export function refuseOverlap(media: string, home: string, env: Env): void {
  const known = knownProductions(env).filter(stillThere);
  const same = known.find((each) => each.root === media)?.home;
  const there = existsSync(join(home, CONFIGURATION_NAME)) ? home : same;
  if (there !== undefined) {
    throw new ProvgateError(
      'conflict',
      `${media} is a production already; its ${CONFIGURATION_NAME} is in ${there}.`,
      `See how it stands: provgate status ${quote(there)}`,
    );
  }
  const around = [...homesOf(media, known), ...homesOf(home, known)];
  if (around[0] !== undefined) throw nested(media, [media, around[0]]);
  const within = known.find((each) => holds(media, each.root));
  if (within !== undefined) throw nested(within.root, [media, within.home]);
}

/** SQLite cannot keep its promises on a network file system, so state there is refused. */
export function refuseRemoteRegistry(production: Production, mount: (path: string) => Mount = mountOf): void {
  let folder = dirname(registryFile(production));
  while (!existsSync(folder)) folder = dirname(folder);
  const { local, type } = mount(folder);
  if (local) return;
  throw new ProvgateError(
    'remote-registry',
    `The registry would lie on a network file system (${type}), where it could be damaged.`,
    `Keep it on a local disk: ${stateApartCommand(production.root)}`,
  );
}

/** The command that sets up a production with its state on a local disk. */
export function stateApartCommand(root: string): string {
  const name = basename(root).replaceAll(/[^\p{L}\p{N}._-]+/gu, '-') || 'production';
  return `provgate init ${quote(root)} --state ${quote(join(homedir(), 'provgate', name))}`;
}
