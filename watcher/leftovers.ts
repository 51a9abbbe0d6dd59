import { unlinkSync } from 'node:fs';
import { NOTICE_HEAD } from '../src/deliverables/notice.ts';
import { ProvgateError } from '../src/domain/errors.ts';
import type { RelPath } from '../src/domain/path.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import { openRegular } from '../src/files/open.ts';
import { diskPath, displayPath } from '../src/files/paths.ts';
import { errorCode } from '../src/files/walk.ts';
import { SIDECAR_HEAD } from '../src/sidecars/xmp-text.ts';

/** Another process may be writing; a minute later it is not. */
const AGE_US = 60_000_000;

/** Removes what was left of files provgate was writing when it was stopped; anything that does not begin like one stays. */
export function removeLeftovers(runtime: Runtime, paths: readonly RelPath[]): void {
  const { root } = runtime.production;
  for (const path of paths) {
    try {
      if (isOurs(root, path, runtime.clock.nowUs() - AGE_US)) unlinkSync(diskPath(root, path));
    } catch (error) {
      if (!(error instanceof ProvgateError) && !(error instanceof Error && 'syscall' in error)) throw error;
      runtime.log.debug('leftover-kept', { path: displayPath(path), reason: errorCode(error) });
    }
  }
}

function isOurs(root: string, path: RelPath, olderThanUs: number): boolean {
  const file = openRegular(diskPath(root, path));
  try {
    if (file.snapshot.ctimeUs > olderThanUs) return false;
    const length = Math.max(SIDECAR_HEAD.length, NOTICE_HEAD.length) * 2;
    const text = Buffer.from(file.bytes.read(0, Math.min(length, file.snapshot.sizeBytes))).toString('utf8');
    return [SIDECAR_HEAD, NOTICE_HEAD].some((head) => head.startsWith(text) || text.startsWith(head));
  } finally {
    file.close();
  }
}
