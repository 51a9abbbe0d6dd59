import type { ScanJson } from './schemas.ts';

/** What a sweep counted. */
export type ScanNumbers = Omit<ScanJson, 'schema'>;

/** A sweep as `provgate.scan/1`. */
export function scanJson(scan: ScanNumbers): ScanJson {
  return {
    schema: 'provgate.scan/1',
    registered: scan.registered,
    unchanged: scan.unchanged,
    moved: scan.moved,
    changed: scan.changed,
    missing: scan.missing,
    reread: scan.reread,
    unreadable: scan.unreadable,
    incomplete: scan.incomplete,
    elapsedMs: Math.round(scan.elapsedMs),
    bytesHashed: scan.bytesHashed,
  };
}
