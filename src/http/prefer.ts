const LONGEST_SECONDS = 300;

/** Milliseconds a client is ready to wait, from `Prefer: wait=N` (RFC 7240 §4.3); 0 without it, 5 minutes at most. */
export function waitMs(header: string | readonly string[] | undefined): number {
  const text = typeof header === 'string' ? header : (header ?? []).join(',');
  for (const preference of text.split(',')) {
    const seconds = /^\s*wait\s*=\s*"?(\d{1,6})"?\s*(;.*)?$/i.exec(preference)?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds), LONGEST_SECONDS) * 1000;
  }
  return 0;
}
