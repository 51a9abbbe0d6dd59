import type { Finding } from '../domain/finding.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { diskPath } from '../files/paths.ts';
import { copyFile } from './copy-file.ts';
import type { DeliveredFile } from './manifest.ts';
import type { Written } from './publish.ts';
import type { ExportRequest } from './request.ts';
import type { Staging } from './staging.ts';

/** Files copied at once: while one is synced to disk, others are read. */
const AT_ONCE = 4;

/** What copying everything gave; `failed` names the first file that was not what was judged. */
export type Copied =
  | { readonly kind: 'copied'; readonly written: ReadonlyMap<RelPath, Written> }
  | { readonly kind: 'failed'; readonly path: RelPath; readonly finding: Finding };

/** Copies every file to its place in the staging folder. Throws the system's error where the target cannot be written. */
export async function copyAll(
  runtime: Pick<Runtime, 'production'>,
  staging: Staging,
  files: ReadonlyMap<RelPath, Omit<DeliveredFile, 'place'>>,
  places: ReadonlyMap<RelPath, RelPath>,
  { signal, onProgress }: Pick<ExportRequest, 'signal' | 'onProgress'>,
): Promise<Copied> {
  const written = new Map<RelPath, Written>();
  let failed: Extract<Copied, { kind: 'failed' }> | undefined;
  const queue = files.entries();
  async function work(): Promise<void> {
    for (const [path, { sha256 }] of queue) {
      if (failed !== undefined) return;
      const place = places.get(path) ?? path;
      const from = diskPath(runtime.production.root, path);
      const result = await copyFile(from, diskPath(staging.content, place), sha256, signal);
      if (result.kind === 'copied') written.set(place, { sha256, snapshot: result.snapshot });
      else failed ??= { kind: 'failed', path, finding: findingOf(result) };
      onProgress?.({ phase: 'copy', done: written.size, total: files.size });
    }
  }
  await settled(Array.from({ length: AT_ONCE }, work));
  return failed ?? { kind: 'copied', written };
}

/** Waits for all, so that nothing still writes when the staging folder is removed; then throws the first failure. */
async function settled(work: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(work);
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}

function findingOf(
  result: { readonly kind: 'changed' } | { readonly kind: 'unreadable'; readonly reason: string },
): Finding {
  return result.kind === 'changed'
    ? { code: 'INT-001', severity: 'incomplete', args: {}, rules: [] }
    : { code: 'FIL-001', severity: 'incomplete', args: { reason: result.reason }, rules: [] };
}
