import { type RelPath, ROOT } from '../src/domain/path.ts';
import type { LiveLocation } from '../src/domain/registry.ts';
import { displayPath, parentOf } from '../src/files/paths.ts';
import { entryAt } from '../src/files/reach.ts';

/** Fewer files than this going at once is housekeeping. */
export const MASS_FILES = 100;
const MASS_SHARE = 0.5;

/** Where the part of a production that holds a place hangs now. */
export interface Anchor {
  /** The nearest folder above it that exists. */
  readonly folder: RelPath;
  readonly device: string;
}

/** What is known about files that are no longer found. */
export interface Loss {
  readonly gone: readonly LiveLocation[];
  /** Live places among which they were missed. */
  readonly live: number;
  /** For each recorded device number, those its files have now. */
  readonly devices: ReadonlyMap<string, ReadonlySet<string>>;
  readonly anchorOf: (path: RelPath) => Anchor | undefined;
}

/** Which places may be ended, and why the rest may not. */
export interface Judged {
  readonly ended: readonly LiveLocation[];
  /** One sentence for coverage; undefined where everything gone is really gone. */
  readonly unavailable: string | undefined;
}

/**
 * Tells files that were deleted from a disk that is away: a part whose device is not the one its files were recorded on, or that loses
 * more than half of its files and more than 100 at once, is unavailable, and nothing of it is ended.
 */
export function judgeLoss(loss: Loss): Judged {
  if (isMass(loss.gone.length, loss.live)) {
    return { ended: [], unavailable: `${loss.gone.length} of ${loss.live} files are gone at once` };
  }
  const away = loss.gone.filter((live) => isAway(live, loss));
  if (away.length === 0) return { ended: loss.gone, unavailable: undefined };
  const folders = [...new Set(away.map((live) => loss.anchorOf(live.path)?.folder ?? ROOT))];
  const where = folders.map((folder) => (folder === ROOT ? 'the media root' : displayPath(folder)));
  return {
    ended: loss.gone.filter((live) => !isAway(live, loss)),
    unavailable: `${away.length} files below ${where.join(', ')} were on a disk that is not there now`,
  };
}

/** Whether so many files going at once looks like a disk that is away. */
export function isMass(gone: number, live: number): boolean {
  return gone > MASS_FILES && gone > live * MASS_SHARE;
}

function isAway(lost: LiveLocation, loss: Loss): boolean {
  const anchor = loss.anchorOf(lost.path);
  if (anchor === undefined) return true;
  const recorded = lost.snapshot.device;
  // Device numbers change with a restart; files of the same disk that are still there tell its new one.
  return recorded !== anchor.device && loss.devices.get(recorded)?.has(anchor.device) !== true;
}

/** Finds anchors on disk, asking once a folder. */
export function anchorsOnDisk(root: string): (path: RelPath) => Anchor | undefined {
  const known = new Map<RelPath, Anchor | undefined>();
  const anchorOf = (folder: RelPath): Anchor | undefined => {
    if (known.has(folder)) return known.get(folder);
    const entry = entryAt(root, folder);
    const anchor =
      entry?.kind === 'folder'
        ? { folder, device: entry.snapshot.device }
        : folder === ROOT
          ? undefined
          : anchorOf(parentOf(folder));
    known.set(folder, anchor);
    return anchor;
  };
  return (path) => anchorOf(parentOf(path));
}
