import type { RelPath } from '../src/domain/path.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import { closedFolder, walkProduction } from './production-walk.ts';

/** Every folder at and below `under` that a sweep enters. */
export function foldersBelow(runtime: Pick<Runtime, 'production'>, under: RelPath): readonly RelPath[] {
  if (closedFolder(runtime.production, under) !== undefined) return [];
  return [...walkProduction(runtime.production, under)].flatMap((batch) => batch.entered);
}
