import { realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { type RelPath, ROOT } from '../../domain/path.ts';
import { isJunk } from '../../files/junk.ts';
import { baseName, joinPath, parentOf, pathBytes } from '../../files/paths.ts';
import { lookAt } from '../../files/snapshot.ts';
import { errorCode, listNames, type WalkStep, walk } from '../../files/walk.ts';
import { roleOf, sidecarNames, sidecarPairs } from '../../sidecars/partner.ts';

/** A file to read, with the sidecars beside it; paths below `root`, an absolute folder. */
export interface Target {
  readonly root: string;
  readonly path: RelPath;
  readonly sidecars: readonly RelPath[];
}

/** Something met on the way that is not read; `serious` where it could not be listed or opened. */
export interface Note {
  readonly path: string;
  readonly words: string;
  readonly serious: boolean;
}

/** What stands for a pipe, a socket or a device. */
const SPECIAL = 'is a pipe, a socket or a device, no file: it was not opened';
const STATE_NAMES = ['.provgate', 'provgate.json'];

/** What there is to read at a path given by a person: the file itself, or everything below a folder. */
export function* targetsAt(given: string, cwd: string): Generator<Target | Note> {
  const absolute = resolve(cwd, given);
  const kind = kindAt(absolute);
  if (kind === 'file') yield fileTarget(absolute);
  else if (kind === 'folder') yield* folderTargets(given, realFolder(absolute));
  else yield { path: given, words: kind, serious: true };
}

/** `file`, `folder`, or why it is neither. */
function kindAt(path: string): string {
  try {
    const entry = lookAt(onDisk(path));
    if (entry === undefined) return 'is not there';
    if (entry.kind === 'link') return 'is a link; name what it leads to';
    return entry.kind === 'special' ? SPECIAL : entry.kind;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EACCES') return 'lies in a folder that may not be entered';
    // A file stands where the path goes through a folder.
    return code === 'ENOTDIR' ? 'is not there' : `could not be looked at (${code})`;
  }
}

function fileTarget(absolute: string): Target {
  const root = dirname(absolute);
  const path = joinPath(ROOT, basename(absolute));
  const listing = listNames(root, ROOT);
  const names = new Set(listing.kind === 'names' ? listing.names : []);
  const sidecars = sidecarNames(path).filter((name) => names.has(name));
  return { root, path, sidecars: sidecars.map((name) => joinPath(ROOT, name)) };
}

function* folderTargets(given: string, root: string): Generator<Target | Note> {
  let told = 0;
  for (const batch of walk(root, ROOT, (folder) => !STATE_NAMES.includes(baseName(folder)))) {
    const files = new Set<string>();
    for (const step of batch) {
      const note = noteOf(step, given);
      told += Number(note !== undefined);
      if (note !== undefined) yield note;
      else if ('entry' in step && step.entry.kind === 'file') files.add(baseName(step.path));
    }
    const folder = batch[0] === undefined ? ROOT : parentOf(batch[0].path);
    const names = [...files].filter((name) => !STATE_NAMES.includes(name) && !isJunk(name));
    const pairs = sidecarPairs(names);
    const spokenFor = new Set([...pairs.values()].flat());
    for (const name of names) {
      if (spokenFor.has(name) && roleOf(name) === 'stands-for-partner') continue;
      const sidecars = (pairs.get(name) ?? []).map((sidecar) => joinPath(folder, sidecar));
      told += 1;
      yield { root, path: joinPath(folder, name), sidecars };
    }
  }
  if (told === 0) yield { path: given, words: 'holds no files', serious: false };
}

function noteOf(step: WalkStep, given: string): Note | undefined {
  const path = step.path === ROOT ? given : step.path;
  if ('unlistable' in step) {
    const why =
      step.unlistable === 'EACCES' ? 'may not be opened by you' : `could not be listed (${step.unlistable})`;
    return { path, words: `${why}: nothing below it was read`, serious: true };
  }
  if (step.entry.kind === 'link') return { path, words: 'is a link and was not followed', serious: false };
  if (step.entry.kind === 'special') return { path, words: SPECIAL, serious: false };
  return undefined;
}

/** What to give the file system for an absolute path whose bytes may be no UTF-8. */
function onDisk(absolute: string): string | Buffer {
  return absolute.isWellFormed() ? absolute : pathBytes(absolute);
}

/** A folder without links on the way; one whose bytes are no UTF-8 is taken as it is named. */
function realFolder(absolute: string): string {
  return absolute.isWellFormed() ? realpathSync(absolute) : absolute;
}

/** Whether a path given by a person is a folder. */
export function isFolder(given: string, cwd: string): boolean {
  return kindAt(resolve(cwd, given)) === 'folder';
}
