import { type RelPath, ROOT } from '../src/domain/path.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import { walkInOrder } from '../src/files/ordered-walk.ts';
import { closedFolder } from './survey.ts';

/** Every folder at and below `under` that a sweep enters. */
export function foldersBelow(runtime: Runtime, under: RelPath): readonly RelPath[] {
  if (under !== ROOT && closedFolder(runtime, under) !== undefined) return [];
  const folders: RelPath[] = [under];
  const enter = (folder: RelPath): boolean => {
    const isOpen = closedFolder(runtime, folder) === undefined;
    if (isOpen) folders.push(folder);
    return isOpen;
  };
  for (const _ of walkInOrder(runtime.production.root, under, enter));
  return folders;
}
