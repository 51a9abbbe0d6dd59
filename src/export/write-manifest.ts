import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { Instant, Sha256 } from '../domain/asset.ts';
import type { Check } from '../domain/check.ts';
import type { LogHead } from '../domain/event.ts';
import type { RelPath } from '../domain/path.ts';
import { hashFile } from '../files/hash.ts';
import { openRegular } from '../files/open.ts';
import { comparePaths, diskPath } from '../files/paths.ts';
import { type DeliveredFile, MANIFEST_NAME, manifestText } from './manifest.ts';
import type { Written } from './publish.ts';
import type { Staging } from './staging.ts';

/** Writes and syncs the manifest into the staging folder, files in byte order of their places, and reads it back. */
export function writeManifest(
  staging: Staging,
  check: Check,
  files: readonly DeliveredFile[],
  head: LogHead,
  madeAt: Instant,
): Written & { readonly place: RelPath; readonly sha256: Sha256 } {
  const place = MANIFEST_NAME as RelPath;
  const path = diskPath(staging.content, place);
  const fd = openSync(path, 'wx', 0o644);
  try {
    const sorted = [...files].sort((a, b) => comparePaths(a.place, b.place));
    for (const piece of manifestText(check, sorted, head, madeAt)) {
      const bytes = Buffer.from(piece, 'utf8');
      for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
    }
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  const file = openRegular(path);
  try {
    return { place, sha256: hashFile(file.fd, file.snapshot.sizeBytes), snapshot: file.snapshot };
  } finally {
    file.close();
  }
}
