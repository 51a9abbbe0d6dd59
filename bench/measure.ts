import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export interface Run {
  readonly seconds: number;
  /** Processor time of the command and all its descendants, user and system; NaN where the shell does not tell. */
  readonly cpuSeconds: number;
  readonly exitCode: number | null;
  /** Highest sum of proportional set sizes over the process and its descendants, MB; Linux only. */
  readonly peakMB: number;
  readonly stdout: string;
}

const SAMPLE_MS = 100;
/** Runs a command and writes the processor time of all it started to descriptor 3 (POSIX `times`). */
const TIMED = '"$@" 3>&-; code=$?; times >&3; exit $code';

/** Runs a command to its end, timing it from outside and sampling the memory of its whole process tree. */
export async function run(command: string, args: readonly string[], cwd?: string): Promise<Run> {
  const started = performance.now();
  const child = spawn('/bin/sh', ['-c', TIMED, '/bin/sh', command, ...args], {
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    ...(cwd ? { cwd } : {}),
  });
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  let times = '';
  child.stdio[3]?.on('data', (chunk: Buffer) => {
    times += chunk.toString();
  });
  let peakMB = 0;
  const sampler = setInterval(() => {
    if (child.pid !== undefined) peakMB = Math.max(peakMB, treeMB(child.pid));
  }, SAMPLE_MS);
  const exitCode = await new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  clearInterval(sampler);
  return {
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: cpuSecondsIn(times),
    exitCode,
    peakMB,
    stdout: Buffer.concat(chunks).toString(),
  };
}

/** User and system time of finished children, from the second line of `times`, as `0m3.560000s 0m0.110000s`. */
function cpuSecondsIn(times: string): number {
  const spans = [...(times.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  if (spans.length === 0) return Number.NaN;
  return spans.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

/** Proportional set size of a process and all its descendants, MB; 0 where /proc does not tell. */
export function treeMB(pid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) parents.set(Number(name), parentOf(name));
  }
  const wanted = new Set([pid]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const [child, parent] of parents) {
      if (wanted.has(parent) && !wanted.has(child)) {
        wanted.add(child);
        grew = true;
      }
    }
  }
  return [...wanted].reduce((sum, each) => sum + pssMB(each), 0);
}

function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0; // the process ended between listing and reading
  }
}

function pssMB(pid: number): number {
  try {
    const kB = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1];
    return Number(kB ?? 0) / 1024;
  } catch {
    return 0; // as above
  }
}

/** The median of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
