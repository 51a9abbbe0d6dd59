import { isUtf8 } from 'node:buffer';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { type RelPath, ROOT } from '../domain/path.ts';

const ESCAPE_FIRST = 0xdc80;
const ESCAPE_LAST = 0xdcff;

/** The path that stands for these bytes, reversibly: bytes that are no UTF-8 become lone surrogates. */
export function pathFromBytes(bytes: Uint8Array): RelPath {
  if (isUtf8(bytes))
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') as RelPath;
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const length = validSequence(bytes, at);
    if (length === 0) {
      text += String.fromCharCode(ESCAPE_FIRST + (bytes[at] ?? 0) - 0x80);
      at += 1;
    } else {
      text += Buffer.from(bytes.subarray(at, at + length)).toString('utf8');
      at += length;
    }
  }
  return text as RelPath;
}

/** Length of the UTF-8 sequence at `at`, or 0 where there is none. */
function validSequence(bytes: Uint8Array, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    if (isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}

/** The exact bytes a path stands for. */
export function pathBytes(path: string): Buffer {
  if (path.isWellFormed()) return Buffer.from(path, 'utf8');
  const parts: Buffer[] = [];
  for (const character of path) {
    const code = character.charCodeAt(0);
    const escaped = character.length === 1 && code >= ESCAPE_FIRST && code <= ESCAPE_LAST;
    parts.push(escaped ? Buffer.of(code - ESCAPE_FIRST + 0x80) : Buffer.from(character, 'utf8'));
  }
  return Buffer.concat(parts);
}

/** A path as people and JSON see it: bytes that are no UTF-8 appear as `%XX`. */
export function displayPath(path: string): string {
  if (path.isWellFormed()) return path;
  return [...path]
    .map((character) => {
      const code = character.charCodeAt(0);
      if (character.length > 1 || code < ESCAPE_FIRST || code > ESCAPE_LAST) return character;
      return `%${(code - ESCAPE_FIRST + 0x80).toString(16).toUpperCase()}`;
    })
    .join('');
}

/** Hex of the exact bytes where the path is no UTF-8, else undefined; JSON carries it as `pathBytes`. */
export function pathBytesHex(path: string): string | undefined {
  return path.isWellFormed() ? undefined : pathBytes(path).toString('hex');
}

/** The path of `absolute` below `root`; ROOT for the root itself; undefined outside it. Both are absolute. */
export function relPath(root: string, absolute: string): RelPath | undefined {
  const below = relative(resolve(root), resolve(absolute));
  if (below === '') return ROOT;
  if (below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below)) return undefined;
  return (sep === '/' ? below : below.split(sep).join('/')) as RelPath;
}

/** What to give the file system to open a path: a string where it can be one, else the exact bytes. */
export function diskPath(root: string, path: RelPath): string | Buffer {
  if (path === ROOT) return root;
  const whole = root.endsWith('/') ? `${root}${path}` : `${root}/${path}`;
  return whole.isWellFormed() ? whole : pathBytes(whole);
}

/** `name` inside folder `dir`. */
export function joinPath(dir: RelPath, name: string): RelPath {
  return (dir === ROOT ? name : `${dir}/${name}`) as RelPath;
}

/** The folder a path is in; ROOT at the top. */
export function parentOf(path: RelPath): RelPath {
  const slash = path.lastIndexOf('/');
  return (slash === -1 ? '' : path.slice(0, slash)) as RelPath;
}

/** The last part of a path. */
export function baseName(path: RelPath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Extension of the last part, lower case, without dot; empty where there is none. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** Whether `path` is `folder` or lies below it. */
export function isUnder(path: RelPath, folder: RelPath): boolean {
  return folder === ROOT || path === folder || path.startsWith(`${folder}/`);
}

/** Byte order of paths, the order of every listing and cursor. */
export function comparePaths(a: RelPath, b: RelPath): number {
  if (a === b) return 0;
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === end) return a.length - b.length;
  const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
  // Below U+D800 code units sort like the UTF-8 they stand for.
  if (left < 0xd800 && right < 0xd800) return left - right;
  return Buffer.compare(pathBytes(a), pathBytes(b));
}
