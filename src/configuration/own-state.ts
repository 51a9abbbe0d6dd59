import { join } from 'node:path';
import type { Production } from '../domain/configuration.ts';
import type { RelPath } from '../domain/path.ts';
import { joinPath, relPath } from '../files/paths.ts';
import { reach } from '../files/reach.ts';
import { registryFile, stateDirOf } from './state.ts';

/** Names that make a folder a production of its own. */
const PRODUCTION_MARKS = ['provgate.json', '.provgate'] as const;

const known = new WeakMap<Production, readonly RelPath[]>();

/** Paths below the media root where provgate keeps its own state: never assets, never exported. */
export function ownState(production: Production): readonly RelPath[] {
  const before = known.get(production);
  if (before !== undefined) return before;
  const registry = registryFile(production);
  const files = [
    join(production.home, 'provgate.json'),
    stateDirOf(production.home),
    registry,
    `${registry}-wal`,
    `${registry}-shm`,
  ];
  const paths = files.flatMap((file) => relPath(production.root, file) ?? []);
  known.set(production, paths);
  return paths;
}

/** Whether a path is, or lies in, provgate's own state. Asked for every file of a sweep. */
export function isOwnState(production: Production, path: RelPath): boolean {
  for (const own of ownState(production)) {
    if (path.startsWith(own) && (path.length === own.length || path[own.length] === '/')) return true;
  }
  return false;
}

/** Whether a folder below the media root is another production, with configuration or state of its own. */
export function isNestedProduction(production: Production, folder: RelPath): boolean {
  if (folder === relPath(production.root, production.home)) return false;
  return PRODUCTION_MARKS.some((mark) => reach(production.root, joinPath(folder, mark)) !== undefined);
}
