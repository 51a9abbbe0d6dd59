import type { ChildProcess } from 'node:child_process';
import { CAN_GUARD, CHILD_MODULE, launch } from './launch.ts';
import { MEMORY_MIB } from './limits.ts';

/** Processes started before whoever needs them was loaded. */
const waiting: ChildProcess[] = [];

/**
 * Starts processes with the usual limits while the rest of the program still loads; `launchOrTake` hands them out. Those
 * nobody takes end with this process.
 */
export function launchAhead(processes: number): void {
  while (waiting.length < processes) {
    const child = launch(CHILD_MODULE, MEMORY_MIB, CAN_GUARD);
    // One that does not start is passed over when it would be taken.
    child.on('error', () => {});
    child.unref();
    child.channel?.unref();
    waiting.push(child);
  }
}

/** A process as `launch` starts it: one that waits for work under the same limits, else a new one. */
export function launchOrTake(childModule: string, memoryMiB: number, guarded: boolean): ChildProcess {
  const isUsual = childModule === CHILD_MODULE && memoryMiB === MEMORY_MIB && guarded === CAN_GUARD;
  while (isUsual) {
    const child = waiting.shift();
    if (child === undefined) break;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null || !child.connected)
      continue;
    child.ref();
    child.channel?.ref();
    return child;
  }
  return launch(childModule, memoryMiB, guarded);
}
