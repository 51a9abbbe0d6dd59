import type { ChildProcess } from 'node:child_process';
import type { Job } from './job.ts';
import type { Notice, Order } from './messages.ts';

/** One process that examines files, and what the crew knows of it. */
export interface Worker {
  readonly pid: number;
  readonly jobs: Map<number, Job>;
  /** Whether it was started under the operating system's limits. */
  readonly guarded: boolean;
  /** Its modules are loaded. */
  ready: boolean;
  /** Holds a job that must be the only one. */
  exclusive: boolean;
  /** Given no more jobs; ends when it has none. */
  retiring: boolean;
  /** The job whose readers run now, for how long, and the bytes they have read. */
  reading: Job | undefined;
  readingMs: number;
  readBytes: number;
  /** Time without a word while one was owed. */
  silentMs: number;
  /** Resident memory at the last look. */
  residentMiB: number;
  send(order: Order): void;
  /** Ends the process now; `gone` is not called. Resolves when it has ended. */
  kill(): Promise<void>;
  /** Whether the parent may end while this process has nothing to do. */
  rest(resting: boolean): void;
}

/** What a worker tells the crew. */
export interface WorkerEvents {
  notice(worker: Worker, notice: Notice): void;
  /** The process ended by itself, after the last of its notices; `how` in words. */
  gone(worker: Worker, how: string): void;
}

/** Wraps a started process. Orders of one turn of the event loop travel in one message. */
export function watchOver(child: ChildProcess, guarded: boolean, events: WorkerEvents): Worker {
  let outbox: Order[] = [];
  let how: string | undefined;
  let drained = false;
  let killed = false;
  const ended = Promise.withResolvers<void>();

  const worker: Worker = {
    pid: child.pid ?? 0,
    jobs: new Map(),
    guarded,
    ready: false,
    exclusive: false,
    retiring: false,
    reading: undefined,
    readingMs: 0,
    readBytes: 0,
    silentMs: 0,
    residentMiB: 0,
    send(order) {
      if (outbox.push(order) === 1) setImmediate(flush);
    },
    kill() {
      killed = true;
      child.kill('SIGKILL');
      return ended.promise;
    },
    rest(resting) {
      if (resting) {
        child.unref();
        child.channel?.unref();
      } else {
        child.ref();
        child.channel?.ref();
      }
    },
  };

  function flush(): void {
    const orders = outbox;
    outbox = [];
    // An error here means the process is ending; its end is told by the events below.
    if (!killed && child.connected) child.send(orders, () => {});
  }

  // `exit` may come before the last messages are read, `disconnect` never does.
  function tellEnd(): void {
    if (how !== undefined && drained && !killed) events.gone(worker, how);
  }

  child.on('message', (notices: readonly Notice[]) => {
    for (const notice of notices) if (!killed) events.notice(worker, notice);
  });
  child.on('disconnect', () => {
    drained = true;
    tellEnd();
  });
  child.on('exit', (code, signal) => {
    how = signal === null ? `its process ended with code ${code}` : `its process ended with ${signal}`;
    ended.resolve();
    tellEnd();
  });
  child.on('error', (error) => {
    if (child.pid !== undefined) return;
    how = `its process could not be started (${error.message})`;
    drained = true;
    ended.resolve();
    tellEnd();
  });
  return worker;
}
