/**
 * What an id found in a file is to that file. Its own: `generation` (of the job that made it), `document`, `instance` (this one
 * save), `manifest` (of its content credential), `producer` (a service, shared by all it made). Of others: `original`, `parent`
 * (derived from, placed, or opened), `ancestor` (anything ever pasted in), `version` (an earlier save).
 */
export const ID_ROLES = [
  'generation',
  'document',
  'instance',
  'manifest',
  'producer',
  'original',
  'parent',
  'ancestor',
  'version',
] as const;
export type IdRole = (typeof ID_ROLES)[number];

/** An id that joins a file with others; `id` is comparable, made by `comparableId`. */
export interface LineageId {
  readonly role: IdRole;
  readonly id: string;
}

/** Longest id that is kept. */
export const ID_CHARS = 200;
/** Most ids kept of one file; a picture pasted together for years names thousands. */
export const MAX_IDS = 5000;

/**
 * An id as it is compared: without case, and in one spelling where XMP and C2PA differ (`xmp:iid:` is `xmp.iid:`). Undefined
 * where it is empty or too long to be one.
 */
export function comparableId(written: string): string | undefined {
  const id = written
    .trim()
    .toLowerCase()
    .replace(/^xmp:([di]id):/, 'xmp.$1:');
  return id === '' || id.length > ID_CHARS ? undefined : id;
}
