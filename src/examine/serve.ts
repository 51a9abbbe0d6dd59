import { performance } from 'node:perf_hooks';
import type { Sha256 } from '../domain/asset.ts';
import type { ReadingOptions } from '../evidence/reader.ts';
import { type Course, examineFile, type Readers } from './examine-file.ts';
import { examineSidecar } from './examine-sidecar.ts';
import type { Decision, FileOrder, Notice, Order, Outcome, SidecarOrder } from './messages.ts';

/** How long words may wait to travel with later ones. */
const FLUSH_MS = 20;
/** How often progress is told: far below every limit, far above the cost of a message. */
const PROGRESS_MS = 100;

/**
 * Serves examination orders over the process channel until the parent is gone. One step at a time runs, in the order
 * asked for, with a turn of the event loop between steps, so that a hundred small files share the way of one message.
 */
export function serve(given: Readers): void {
  const outbox: Notice[] = [];
  const steps: (() => Promise<void>)[] = [];
  const awaited = new Map<number, (decision: Decision) => void>();
  let settings: ReadingOptions = {};
  let running = false;
  let lastFlush = 0;
  const readers: Readers = {
    ...given,
    readEvidence: (source, options) => given.readEvidence(source, { ...settings, ...options }),
  };

  function flush(): void {
    lastFlush = performance.now();
    if (outbox.length > 0 && process.connected) process.send?.(outbox.splice(0));
  }

  async function run(): Promise<void> {
    running = true;
    for (let next = steps.shift(); next !== undefined; next = steps.shift()) {
      await next();
      if (steps.length === 0 || performance.now() - lastFlush > FLUSH_MS) flush();
      await new Promise(setImmediate);
    }
    flush();
    running = false;
  }

  function step<T>(work: () => T | Promise<T>, soon = false): Promise<T> {
    return new Promise((resolve, reject) => {
      const one = async (): Promise<void> => {
        try {
          resolve(await work());
        } catch (error) {
          reject(error);
        }
      };
      if (soon) steps.unshift(one);
      else steps.push(one);
      if (!running) void run();
    });
  }

  function courseOf(order: FileOrder | SidecarOrder): Course {
    const { id } = order;
    let untold = 0;
    let toldAt = 0;
    return {
      step,
      progress(bytes) {
        untold += bytes;
        if (performance.now() - toldAt < PROGRESS_MS) return;
        outbox.push({ kind: 'progress', id, bytes: untold });
        untold = 0;
        toldAt = performance.now();
        flush();
      },
      decide(sha256: Sha256 | undefined, snapshot) {
        const asks = sha256 !== undefined && snapshot.sizeBytes >= order.asksFromBytes;
        outbox.push({ kind: 'digest', id, sha256, snapshot, asks });
        if (!asks) return Promise.resolve(order.kind === 'file' ? order.decision : 'read');
        return new Promise((resolve) => awaited.set(id, resolve));
      },
      reading() {
        outbox.push({ kind: 'reading', id });
        flush();
      },
      fault(error) {
        const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
        outbox.push({ kind: 'fault', id, stack });
      },
    };
  }

  async function obey(order: FileOrder | SidecarOrder): Promise<void> {
    const course = courseOf(order);
    let outcome: Outcome;
    try {
      outcome = await (order.kind === 'file'
        ? examineFile(order, readers, course)
        : examineSidecar(order, readers, course));
    } catch (error) {
      course.fault(error);
      outcome = { kind: 'unreadable', reason: 'its reader failed' };
    }
    outbox.push({ kind: 'done', id: order.id, outcome });
    if (!running) flush();
  }

  process.on('message', (orders: readonly Order[]) => {
    for (const order of orders) {
      if (order.kind === 'begin') {
        settings = order.trustAnchors === undefined ? {} : { trustAnchors: order.trustAnchors };
      } else if (order.kind === 'decide') {
        awaited.get(order.id)?.(order.decision);
        awaited.delete(order.id);
      } else void obey(order);
    }
  });
  // A signal for the whole group (Ctrl-C, a service that stops) is the parent's to answer; a death here would be blamed on a file.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
  // The parent is gone, however it went: nobody will ask again.
  process.on('disconnect', () => process.exit(0));
  outbox.push({ kind: 'ready' });
  flush();
}
