import { chmodSync, closeSync, lstatSync, mkdirSync, openSync } from 'node:fs';
import { basename, join } from 'node:path';

const OTHERS_WRITE = 0o022;

/** Makes a folder only its owner may enter; one that is there stays as it is. */
export function privateFolder(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return;
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
}

/** Makes an empty file only its owner may read; fails where one is. */
export function newPrivateFile(path: string): void {
  closeSync(openSync(path, 'wx', 0o600));
  makePrivate(path);
}

/** Takes a file from everybody but its owner. */
export function makePrivate(path: string): void {
  chmodSync(path, 0o600);
}

/**
 * What others could write of a production's state, by name: the state folder (`.`), the documents, the registry, which also holds
 * the tokens. Empty means the record is protected; reports say "record unprotected" otherwise (threats 25).
 */
export function protection(stateDir: string, file = join(stateDir, 'registry.db')): readonly string[] {
  const parts = [
    { name: '.', path: stateDir },
    { name: 'documents', path: join(stateDir, 'documents') },
    ...['', '-wal', '-shm'].map((part) => ({ name: `${basename(file)}${part}`, path: `${file}${part}` })),
  ];
  return parts.filter(({ path }) => isOpenToOthers(path)).map(({ name }) => name);
}

function isOpenToOthers(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  const isForeign = process.getuid !== undefined && stats.uid !== process.getuid();
  return isForeign || stats.isSymbolicLink() || (stats.mode & OTHERS_WRITE) !== 0;
}
