/** An instant as people read it: `2026-11-22 10:00 UTC`; text of another form stays as it is. */
export function showInstant(instant: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):/.exec(instant);
  return match === null ? instant : `${match[1]} ${match[2]} UTC`;
}
