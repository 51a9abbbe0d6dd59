import { ProvgateError } from '../src/domain/errors.ts';
import type { RelPath } from '../src/domain/path.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import { displayPath } from '../src/files/paths.ts';
import { intake } from '../src/intake.ts';
import { endPlaces } from './gone.ts';
import type { Settle } from './settle.ts';

/** Files taken in at once between sweeps. */
const IN_FLIGHT = 64;

export interface TakersOptions {
  readonly runtime: () => Runtime;
  readonly settle: () => Settle;
  /** Everything that came to rest is recorded. */
  readonly onIdle: () => void;
  /** Something could not be recorded, and a sweep must make up for it. */
  readonly onTrouble: (reason: string) => void;
}

/** Takes in files that came to rest, many at once. */
export interface Takers {
  take(path: RelPath, waitedMs: number): void;
  /** A file that is gone; its place is ended after everything that came, which may be the same file under a new name. */
  leave(path: RelPath): void;
  /** Resolves when nothing is under way; nothing more is begun after it was called with `stop`. */
  drain(stop: boolean): Promise<void>;
}

/** Opens the takers of a watcher. */
export function openTakers(options: TakersOptions): Takers {
  const queue: { readonly path: RelPath; readonly waitedMs: number }[] = [];
  const busy = new Set<RelPath>();
  const left = new Set<RelPath>();
  let idle: (() => void)[] = [];
  let ending = false;
  let stopped = false;

  function pump(): void {
    while (!stopped && busy.size < IN_FLIGHT) {
      const next = queue.shift();
      if (next === undefined) break;
      if (busy.has(next.path)) options.settle().again(next.path, next.waitedMs);
      else void takeOne(next.path, next.waitedMs);
    }
    if (busy.size === 0 && (queue.length === 0 || stopped) && !ending) void finish();
  }

  async function takeOne(path: RelPath, waitedMs: number): Promise<void> {
    busy.add(path);
    try {
      const result = await intake(options.runtime(), path);
      if (result.kind === 'changed') options.settle().again(path, waitedMs);
      if (result.kind === 'missing') left.add(path);
      if (result.kind === 'recorded' || result.kind === 'skipped') {
        for (const partner of result.partners) options.settle().touch(partner);
      }
    } catch (error) {
      trouble(error, path);
    } finally {
      busy.delete(path);
      pump();
    }
  }

  async function finish(): Promise<void> {
    ending = true;
    try {
      const paths = [...left];
      left.clear();
      if (paths.length > 0 && !stopped) await endPlaces(options.runtime(), paths);
    } catch (error) {
      trouble(error, undefined);
    } finally {
      ending = false;
    }
    if (busy.size > 0 || (left.size > 0 && !stopped)) return pump();
    options.onIdle();
    for (const resolve of idle) resolve();
    idle = [];
  }

  function trouble(error: unknown, path: RelPath | undefined): void {
    // Anything but a named failure is a bug: it must reach the top.
    if (!(error instanceof ProvgateError)) throw error;
    const about = path === undefined ? {} : { path: displayPath(path) };
    options.runtime().log.warn('not-recorded', { ...about, code: error.code, reason: error.message });
    options.onTrouble(error.code);
  }

  return {
    take(path, waitedMs) {
      queue.push({ path, waitedMs });
      pump();
    },
    leave(path) {
      left.add(path);
      // After whatever else came to rest in the same moment.
      queueMicrotask(pump);
    },
    drain(stop) {
      stopped ||= stop;
      return new Promise((resolve) => {
        idle.push(resolve);
        pump();
      });
    },
  };
}
