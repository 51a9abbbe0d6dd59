import { FLOOR_BYTES_PER_MS, START_MS } from './limits.ts';
import { residentMiB } from './resident.ts';
import type { Worker } from './worker.ts';

/** What a process may use up. */
export interface Limits {
  readonly parseMs: number;
  readonly memoryMiB: number;
  readonly stallMs: number;
}

/** Why a process must be stopped. */
export type Breach = { readonly kind: 'time' } | { readonly kind: 'memory' } | { readonly kind: 'stalled' };

/**
 * Counts `ms` more against a busy process and says whether it must be stopped. Time runs only as long as the caller
 * itself runs, so a machine that sleeps or a busy parent stops nobody.
 */
export function watch(worker: Worker, ms: number, limits: Limits): Breach | undefined {
  const job = worker.reading;
  if (job === undefined) {
    if (!owesWord(worker)) return undefined;
    worker.silentMs += ms;
    return worker.silentMs > (worker.ready ? limits.stallMs : START_MS) ? { kind: 'stalled' } : undefined;
  }
  worker.readingMs += ms;
  // Bytes read again and again earn no time: a reader may see each byte three times.
  const readBytes = Math.min(worker.readBytes, 3 * (job.snapshot?.sizeBytes ?? 0));
  if (worker.readingMs > limits.parseMs + readBytes / FLOOR_BYTES_PER_MS) return { kind: 'time' };
  worker.residentMiB = residentMiB(worker.pid) ?? worker.residentMiB;
  return worker.residentMiB > limits.memoryMiB ? { kind: 'memory' } : undefined;
}

/** Breaches in words that complete "its reader stopped twice: ". */
export function breachWords(breach: Breach, limits: Limits): string {
  if (breach.kind === 'time') return `it took longer than ${limits.parseMs / 1000} s`;
  if (breach.kind === 'memory') return `it used more than ${limits.memoryMiB} MiB of memory`;
  return 'stalled';
}

function owesWord(worker: Worker): boolean {
  for (const job of worker.jobs.values()) if (job.stage !== 'deciding') return true;
  return false;
}
