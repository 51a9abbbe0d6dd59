import { type RelPath, ROOT } from '../domain/path.ts';
import { pathBytes } from '../files/paths.ts';

/** Bytes between which everything at or below a folder lies. */
export interface Range {
  /** The path itself, in case it is a file. */
  readonly self: Uint8Array;
  readonly first: Uint8Array;
  /** First bytes after all that; `0` follows `/`. */
  readonly end: Uint8Array;
}

/** The range of a path; none for the root, below which everything lies. */
export function rangeUnder(under: RelPath | undefined): Range | undefined {
  if (under === undefined || under === ROOT) return undefined;
  return { self: pathBytes(under), first: pathBytes(`${under}/`), end: pathBytes(`${under}0`) };
}
