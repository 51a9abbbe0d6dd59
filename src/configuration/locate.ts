import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Production } from '../domain/configuration.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { RelPath } from '../domain/path.ts';
import { relPath } from '../files/paths.ts';
import { errorCode } from '../files/walk.ts';
import { type KnownProduction, stillThere } from './known.ts';
import { CONFIGURATION_NAME } from './read.ts';

/**
 * Where a path really is: links among its folders are resolved, the last part is not, so that a link inside a production stays
 * a link. What does not exist keeps its own name below the deepest folder that does.
 */
export function realPlace(path: string, cwd: string): string {
  const absolute = resolve(cwd, path);
  const parent = dirname(absolute);
  return parent === absolute ? absolute : join(realFolder(parent), basename(absolute));
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch (error) {
    if (ABSENT.has(errorCode(error))) return join(realFolder(dirname(folder)), basename(folder));
    throw new ProvgateError(
      'could-not-read',
      `${folder} could not be looked at (${errorCode(error)}).`,
      'Make its folders readable for you and run the command again.',
      { cause: error },
    );
  }
}

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);

/** Homes of every production a place is in: those found walking up, then known ones whose media root holds it. */
export function homesOf(place: string, known: readonly KnownProduction[]): readonly string[] {
  const homes = new Set(homesAbove(place));
  for (const production of known) {
    if (holds(production.root, place) && !homes.has(production.home) && stillThere(production))
      homes.add(production.home);
  }
  return [...homes];
}

/** Folders at or above a place that hold a `provgate.json`, nearest first; a link to a folder is looked at where it leads. */
function homesAbove(place: string): readonly string[] {
  const homes: string[] = [];
  let folder = place;
  for (;;) {
    if (existsSync(join(folder, CONFIGURATION_NAME))) homes.push(folder);
    const parent = dirname(folder);
    if (parent === folder) break;
    folder = parent;
  }
  return homes.map((home) => realFolder(home));
}

/** Whether a folder is a place or holds it; both absolute. */
export function holds(folder: string, place: string): boolean {
  return relPath(folder, place) !== undefined;
}

/** The paths of a command, relative to the media root. Throws `outside-production` naming path and root. */
export function pathsInside(
  production: Pick<Production, 'root'>,
  paths: readonly string[],
  cwd: string,
): readonly RelPath[] {
  return paths.map((path) => {
    const place = realPlace(path, cwd);
    const inside = relPath(production.root, place) ?? relPath(production.root, linkTarget(place));
    if (inside !== undefined) return inside;
    throw new ProvgateError(
      'outside-production',
      `${place} lies outside the production at ${production.root}.`,
      'Name paths inside it, or another production with --production DIR.',
    );
  });
}

/** Where a link leads, else the place itself: `/prod` may be a link to the production's own folder. */
export function linkTarget(place: string): string {
  return lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true ? realFolder(place) : place;
}
