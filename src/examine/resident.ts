import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

const asked = new Map<number, number>();

/**
 * Resident memory of a process in MiB; undefined where the system does not tell, or not yet. Without /proc the answer is
 * the one of the previous call, because asking `ps` takes longer than the interval of the watch.
 */
export function residentMiB(pid: number): number | undefined {
  if (process.platform === 'linux') return fromProc(pid);
  if (process.platform === 'win32') return undefined;
  const last = asked.get(pid);
  asked.delete(pid);
  execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, stdout) => {
    const kib = Number.parseInt(stdout, 10);
    if (error === null && Number.isFinite(kib)) asked.set(pid, kib / 1024);
  });
  return last;
}

function fromProc(pid: number): number | undefined {
  try {
    const kib = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    // It ended between two looks; its exit tells the rest.
    return undefined;
  }
}
