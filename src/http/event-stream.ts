import type { ServerResponse } from 'node:http';
import type { Runtime } from '../domain/runtime.ts';
import type { Account } from './account.ts';
import { accountOf } from './authenticate.ts';
import { type EventJson, eventsAfter } from './event-json.ts';
import { HttpProblem } from './problem.ts';

const MOST_STREAMS = 64;
const EVENTS_A_LOOK = 100;
/** Looks without an event after which a comment keeps the connection open. */
const SILENT_LOOKS = 15;

/** How often streams look into the log, and how long a client may leave what was sent unread. */
export interface StreamPace {
  readonly lookMs: number;
  readonly patienceMs: number;
}

/** Live streams of the event log, as server-sent events (HTML Living Standard §9.2). */
export interface EventStreams {
  /** Sends what was logged after `afterSeq` and then what follows, until the client leaves or its token is revoked. */
  open(response: ServerResponse, account: Account, afterSeq: number): void;
  /** Ends every stream. */
  close(): void;
}

/** Streams that look into the log again and again: other processes write it too, and nobody would tell this one. */
export function openEventStreams(runtime: Runtime, pace: StreamPace): EventStreams {
  const live = new Set<ServerResponse>();
  return {
    open(response, account, afterSeq) {
      if (live.size >= MOST_STREAMS) {
        throw new HttpProblem(
          'too-many-requests',
          'Too many event streams are open.',
          'Close one and try again.',
        );
      }
      live.add(response);
      response.once('close', () => live.delete(response));
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
      });
      response.write('retry: 2000\n\n');
      follow(runtime, response, account, afterSeq, pace).catch((error: unknown) => {
        runtime.log.warn('event-stream-failed', { error });
        response.destroy();
      });
    },
    close: () => {
      for (const response of live) response.end();
    },
  };
}

async function follow(
  runtime: Runtime,
  response: ServerResponse,
  account: Account,
  afterSeq: number,
  pace: StreamPace,
): Promise<void> {
  const left = Promise.withResolvers<void>();
  response.once('close', left.resolve);
  let seq = afterSeq;
  let silentLooks = 0;
  while (!response.destroyed && !response.writableEnded) {
    if ((await accountOf(account.secretSha256, runtime)) === undefined) {
      response.end('event: closed\ndata: {"reason":"the token was revoked"}\n\n');
      return;
    }
    const events = await eventsAfter(runtime.registry, seq, EVENTS_A_LOOK);
    for (const event of events) {
      response.write(sent(event));
      seq = event.seq;
      // One event at a time: what waits for a slow client never grows beyond it (threats 41).
      if (await isRead(response, left.promise, pace.patienceMs)) continue;
      runtime.log.info('event-stream-unread', { seq });
      response.destroy();
      return;
    }
    silentLooks = events.length > 0 ? 0 : silentLooks + 1;
    if (silentLooks === SILENT_LOOKS) {
      response.write(': still here\n\n');
      silentLooks = 0;
    }
    if (events.length < EVENTS_A_LOOK) await Promise.race([left.promise, paused(pace.lookMs)]);
  }
}

function sent(event: EventJson): string {
  return `id: ${event.seq}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** Waits for a client to take what was sent; false when it has not after `patienceMs`, true also when it has left. */
async function isRead(response: ServerResponse, left: Promise<void>, patienceMs: number): Promise<boolean> {
  if (!response.writableNeedDrain) return true;
  const drained = Promise.withResolvers<true>();
  response.once('drain', () => drained.resolve(true));
  return Promise.race([drained.promise, left.then(() => true), paused(patienceMs).then(() => false)]);
}

function paused(ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, ms).unref();
  return promise;
}
