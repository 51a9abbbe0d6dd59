/** Looks at one page of rows after a cursor: what is broken, or where to go on; neither at the end. */
export interface Page<Cursor> {
  readonly broken?: string;
  readonly next?: Cursor;
}

/** A page that ended at `last`, with the first of its rows that was altered. */
export function page<Cursor>(
  last: Cursor | undefined,
  altered: Cursor | undefined,
  words: (altered: Cursor) => string,
): Page<Cursor> {
  if (altered !== undefined) return { broken: words(altered) };
  return last === undefined ? {} : { next: last };
}
