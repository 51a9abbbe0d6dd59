import { setImmediate } from 'node:timers/promises';
import { isNestedProduction, isOwnState } from '../../configuration/own-state.ts';
import { nested } from '../../configuration/place.ts';
import type { Production } from '../../domain/configuration.ts';
import { type RelPath, ROOT } from '../../domain/path.ts';
import { mountOf } from '../../files/mount.ts';
import { diskPath } from '../../files/paths.ts';
import { walk } from '../../files/walk.ts';

/** Rough speeds of a first sweep, for an estimate that is not far off on an ordinary disk or share. */
const LOCAL_BYTES_A_SECOND = 400e6;
const REMOTE_BYTES_A_SECOND = 80e6;
const FILES_A_SECOND = 400;

/** What a first look at the media found. */
export interface MediaCount {
  readonly files: number;
  readonly bytes: number;
  /** Folders and files the system would not show. */
  readonly unlistable: readonly RelPath[];
  /** How long a first sweep will take. */
  readonly estimatedSeconds: number;
}

/** Counts files and bytes by names and sizes alone. Throws `ambiguous-production` where another production lies among the media. */
export async function countMedia(
  production: Production,
  signal: AbortSignal,
  onProgress: (files: number) => void,
): Promise<MediaCount> {
  const { root } = production;
  let [files, bytes] = [0, 0];
  const unlistable: RelPath[] = [];
  for (const batch of walk(root, ROOT, (folder) => !isOwnState(production, folder))) {
    for (const step of batch) {
      if ('unlistable' in step) unlistable.push(step.path);
      else if (step.entry.kind === 'file' && !isOwnState(production, step.path)) {
        files += 1;
        bytes += step.entry.snapshot.sizeBytes;
      } else if (step.entry.kind === 'folder' && isNestedProduction(production, step.path)) {
        const inner = String(diskPath(root, step.path));
        throw nested(inner, [root, inner]);
      }
    }
    onProgress(files);
    signal.throwIfAborted();
    await setImmediate();
  }
  const rate = mountOf(root).local ? LOCAL_BYTES_A_SECOND : REMOTE_BYTES_A_SECOND;
  const limited = Math.min(rate, (production.configuration.readMBps ?? Number.POSITIVE_INFINITY) * 1e6);
  return { files, bytes, unlistable, estimatedSeconds: Math.ceil(bytes / limited + files / FILES_A_SECOND) };
}
