/**
 * A path relative to the media root, `/`-separated, never empty, never with `.` or `..` parts.
 * It stands for exact bytes: a byte that is not valid UTF-8 is held as the lone surrogate U+DC80+byte-0x80,
 * so every name has one reversible string. Made only by `files/paths.ts`. The root itself is `ROOT`.
 */
export type RelPath = string & { readonly __relPath: true };

/** The media root itself, as a prefix for listings. */
export const ROOT = '' as RelPath;
