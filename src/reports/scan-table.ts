import { plural } from './plural.ts';
import type { ScanNumbers } from './scan-json.ts';
import { sizeWords } from './size-words.ts';

/** A sweep in two lines. */
export function scanTable(scan: ScanNumbers): string {
  const changes = [
    `${scan.registered} registered`,
    `${scan.unchanged} unchanged`,
    `${scan.moved} moved`,
    `${scan.changed} changed`,
    `${scan.missing} gone`,
  ];
  const open = [
    ...(scan.reread > 0 ? [`${plural(scan.reread, 'file')} read again by newer readers`] : []),
    ...(scan.unreadable > 0 ? [`${plural(scan.unreadable, 'file')} could not be read`] : []),
    ...(scan.incomplete > 0 ? [`${plural(scan.incomplete, 'file')} incomplete`] : []),
  ];
  const took = `${sizeWords(scan.bytesHashed)} hashed in ${(scan.elapsedMs / 1000).toFixed(1)} s`;
  return `${changes.join(', ')}.\n${[took, ...open].join('; ')}.\n`;
}
