import type { Asset, Location } from '../domain/asset.ts';
import { openRegular } from '../files/open.ts';
import { diskPath } from '../files/paths.ts';
import { sameSnapshot } from '../files/snapshot.ts';
import { HttpProblem } from './problem.ts';
import { THUMBNAIL_LIMITS, type ThumbnailLimits } from './thumbnail-limits.ts';
import { decodeApart, notShown } from './thumbnail-process.ts';

/** Formats a preview is tried for, as the registry names them; SVG is not among them (threats 40). */
const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif']);
const MOST_RUNNING = 2;
const MOST_WAITING = 64;
const MOST_KEPT = 200;

type Pictured = Pick<Asset, 'id' | 'format'>;
type Placed = Pick<Location, 'path' | 'snapshot'>;

/** Previews of assets, made apart from this process and kept for a while. */
export interface Thumbnails {
  /** A WebP no wider or higher than `edge` pixels, of the bytes that were registered. Throws 422 where none is shown. */
  of(asset: Pictured, place: Placed, edge: number): Promise<Buffer>;
}

export function openThumbnails(root: string, limits: ThumbnailLimits = THUMBNAIL_LIMITS): Thumbnails {
  const kept = new Map<string, Promise<Buffer>>();
  const takeTurn = turns(MOST_RUNNING, MOST_WAITING);
  const make = (place: Placed, edge: number): Promise<Buffer> =>
    takeTurn(async () => {
      const file = openRegular(diskPath(root, place.path));
      try {
        // Other bytes at the same path must never stand for the asset.
        if (!sameSnapshot(file.snapshot, place.snapshot))
          throw notShown('The file changed since it was registered.');
        return await decodeApart(file.fd, file.snapshot.sizeBytes, edge, limits);
      } finally {
        file.close();
      }
    });
  return {
    of(asset, place, edge) {
      if (!FORMATS.has(asset.format)) throw notShown('Its format is not decoded here.');
      const key = `${asset.id} ${edge}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const made = make(place, edge);
      kept.set(key, made);
      // A refusal is not kept: the file may come back.
      made.catch(() => kept.delete(key));
      const oldest = kept.keys().next().value;
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return made;
    },
  };
}

/** Runs at most `running` pieces of work at once; more than `waiting` in line are refused with 429. */
function turns(running: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const line: (() => void)[] = [];
  let busy = 0;
  return async (work) => {
    if (busy >= running) {
      if (line.length >= waiting) {
        throw new HttpProblem(
          'too-many-requests',
          'Too many previews are being made.',
          'Try again in a moment.',
        );
      }
      const turn = Promise.withResolvers<void>();
      line.push(turn.resolve);
      await turn.promise;
    } else {
      busy += 1;
    }
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody slips in between.
      const next = line.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  };
}
