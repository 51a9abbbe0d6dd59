import type { RelPath } from '../domain/path.ts';
import { baseName, joinPath, parentOf } from './paths.ts';

/** Fewest frames that make a sequence. */
export const MIN_FRAMES = 3;
/** Formats that come as one file a frame. */
const FRAME_FORMATS = new Set(
  'exr dpx cin tif tiff png jpg jpeg tga bmp sgi hdr webp jp2 j2k dng ari'.split(' '),
);
/** Frame numbers longer than this are dates or ids. */
const MAX_DIGITS = 9;

/** A run of frame numbers, both ends included. */
export interface FrameRange {
  readonly first: number;
  readonly last: number;
}

/** A view over frames: files of one folder that differ only in their frame number. */
export interface Sequence {
  readonly folder: RelPath;
  readonly prefix: string;
  /** Digits a frame number is written with; 0 where the numbers are not padded. */
  readonly padding: number;
  /** What follows the number, with the extension's dot. */
  readonly suffix: string;
  /** Paths in frame order. */
  readonly frames: readonly RelPath[];
  readonly ranges: readonly FrameRange[];
  /** Missing numbers between the first frame and the last. */
  readonly gaps: readonly FrameRange[];
}

/** Where a name has its frame number; undefined where it has none. */
export interface FrameName {
  readonly prefix: string;
  readonly digits: string;
  readonly suffix: string;
}

/** Splits a file name at its last number before the extension: `shot_0101.exr`, `a.0007.final.png`. */
export function frameName(name: string): FrameName | undefined {
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || !FRAME_FORMATS.has(name.slice(dot + 1).toLowerCase())) return undefined;
  let end = dot;
  while (end > 0 && !isDigit(name.charCodeAt(end - 1))) end--;
  let start = end;
  while (start > 0 && isDigit(name.charCodeAt(start - 1))) start--;
  if (end === start || end - start > MAX_DIGITS) return undefined;
  return { prefix: name.slice(0, start), digits: name.slice(start, end), suffix: name.slice(end) };
}

/**
 * Sequences among `paths`, in the order they first appear: at least MIN_FRAMES files of one folder, prefix, padding and suffix, of
 * which at least half the numbers from first to last are there. What is no sequence is left out.
 */
export function groupSequences(paths: Iterable<RelPath>): readonly Sequence[] {
  const groups = new Map<string, Map<number, RelPath>>();
  const shapes = new Map<string, Pick<Sequence, 'folder' | 'prefix' | 'padding' | 'suffix'>>();
  for (const path of paths) {
    const parts = frameName(baseName(path));
    if (parts === undefined) continue;
    const folder = parentOf(path);
    // A number without leading zero may be one of a padded run (0999, 1000) or of an unpadded one (9, 10).
    for (const padding of paddingsOf(parts.digits)) {
      const key = JSON.stringify([folder, parts.prefix, padding, parts.suffix]);
      const frames = groups.get(key) ?? new Map<number, RelPath>();
      frames.set(Number(parts.digits), path);
      groups.set(key, frames);
      shapes.set(key, { folder, prefix: parts.prefix, padding, suffix: parts.suffix });
    }
  }
  return dense(groups, shapes);
}

function paddingsOf(digits: string): readonly number[] {
  return digits.length > 1 && digits.startsWith('0') ? [digits.length] : [digits.length, 0];
}

function dense(
  groups: ReadonlyMap<string, ReadonlyMap<number, RelPath>>,
  shapes: ReadonlyMap<string, Pick<Sequence, 'folder' | 'prefix' | 'padding' | 'suffix'>>,
): readonly Sequence[] {
  const found: Sequence[] = [];
  for (const [key, frames] of groups) {
    const shape = shapes.get(key);
    if (shape === undefined || frames.size < MIN_FRAMES) continue;
    const numbers = [...frames.keys()].sort((a, b) => a - b);
    const ranges = runsOf(numbers);
    const span = (numbers.at(-1) ?? 0) - (numbers[0] ?? 0) + 1;
    if (frames.size * 2 < span) continue;
    const paths = numbers.flatMap((number) => frames.get(number) ?? []);
    found.push({ ...shape, frames: paths, ranges, gaps: gapsBetween(ranges) });
  }
  return withoutDoubles(found);
}

/** Unpadded runs also appear as one padded run a digit count; the longest that holds a frame keeps it. */
function withoutDoubles(sequences: readonly Sequence[]): readonly Sequence[] {
  const owner = new Map<RelPath, Sequence>();
  for (const sequence of sequences) {
    for (const frame of sequence.frames) {
      const other = owner.get(frame);
      if (other === undefined || isBetter(sequence, other)) owner.set(frame, sequence);
    }
  }
  return sequences.filter((sequence) => sequence.frames.every((frame) => owner.get(frame) === sequence));
}

function isBetter(a: Sequence, b: Sequence): boolean {
  if (a.frames.length !== b.frames.length) return a.frames.length > b.frames.length;
  return a.padding > b.padding;
}

function runsOf(numbers: readonly number[]): readonly FrameRange[] {
  const runs: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && number === run.last + 1) run.last = number;
    else runs.push({ first: number, last: number });
  }
  return runs;
}

function gapsBetween(ranges: readonly FrameRange[]): readonly FrameRange[] {
  return ranges
    .slice(1)
    .map((range, index) => ({ first: (ranges[index]?.last ?? 0) + 1, last: range.first - 1 }));
}

/** How a sequence is written in one name: `shot_####.exr`, `frame#.png` where unpadded. */
export function sequenceName(sequence: Pick<Sequence, 'prefix' | 'padding' | 'suffix'>): string {
  return `${sequence.prefix}${'#'.repeat(Math.max(1, sequence.padding))}${sequence.suffix}`;
}

/** Path of a sequence as a view: its folder and its one name. */
export function sequencePath(sequence: Pick<Sequence, 'folder' | 'prefix' | 'padding' | 'suffix'>): RelPath {
  return joinPath(sequence.folder, sequenceName(sequence));
}

/** Frame ranges in words: `1001-1240, 1250`. */
export function rangeText(ranges: readonly FrameRange[]): string {
  return ranges.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`)).join(', ');
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
