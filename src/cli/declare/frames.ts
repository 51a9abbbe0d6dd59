import { lstatSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ProvgateError } from '../../domain/errors.ts';
import { ROOT } from '../../domain/path.ts';
import { listNames } from '../../files/walk.ts';

/** The frames a person means by one word. */
interface FramePattern {
  readonly prefix: string;
  readonly suffix: string;
  /** Digits of a frame number. */
  readonly digits: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Paths with sequences written as `shot_####.exr`, `shot_%04d.exr` or `shot_[0001-0100].exr` in place of their frames that are there. A
 * file that is called so is taken as it is. Throws `path-missing` where no frame is there.
 */
export function withFrames(cwd: string, paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const pattern = patternOf(basename(path));
    if (pattern === undefined || isThere(resolve(cwd, path))) return [path];
    const folder = dirname(path);
    const listed = listNames(resolve(cwd, folder), ROOT);
    const frames = listed.kind === 'names' ? listed.names.filter((name) => isFrame(name, pattern)) : [];
    if (frames.length > 0) return frames.map((name) => join(folder, name));
    throw new ProvgateError(
      'path-missing',
      `There are no frames ${path}.`,
      'Check the name, as: shot_####.exr for every frame, or "shot_[0001-0100].exr" for some.',
    );
  });
}

function patternOf(name: string): FramePattern | undefined {
  const range = /^(.*)\[(\d+)-(\d+)\](.*)$/.exec(name);
  if (range !== null) {
    const [, prefix = '', first = '', last = '', suffix = ''] = range;
    return { prefix, suffix, digits: first.length, first: Number(first), last: Number(last) };
  }
  const marks = /^([^#%]*)(#+|%0?(\d*)d)([^#%]*)$/.exec(name);
  if (marks === null) return undefined;
  const [, prefix = '', mark = '', width, suffix = ''] = marks;
  const digits = mark.startsWith('#') ? mark.length : Number(width ?? '') || 1;
  return { prefix, suffix, digits, first: 0, last: Number.MAX_SAFE_INTEGER };
}

/** Numbers longer than the padding are frames too: 999 is followed by 1000. */
function isFrame(name: string, { prefix, suffix, digits, first, last }: FramePattern): boolean {
  if (!name.startsWith(prefix) || !name.endsWith(suffix)) return false;
  const number = name.slice(prefix.length, name.length - suffix.length);
  if (!/^\d+$/.test(number) || number.length < digits) return false;
  const isPadded = number.length === digits || !number.startsWith('0');
  return isPadded && Number(number) >= first && Number(number) <= last;
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
