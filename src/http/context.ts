import type { Runtime } from '../domain/runtime.ts';
import type { Counters } from './counters.ts';
import type { EventStreams } from './event-stream.ts';
import type { Jobs } from './jobs.ts';
import type { Sessions } from './sessions.ts';
import type { Thumbnails } from './thumbnails.ts';

/** What every operation may use; built once with the router. */
export interface HttpContext {
  readonly runtime: Runtime;
  /** The runtime under `provgate.json` as it is now, which every request is answered under. */
  readonly current: () => Promise<Runtime>;
  readonly sessions: Sessions;
  readonly checks: Jobs;
  readonly exports: Jobs;
  readonly thumbnails: Thumbnails;
  readonly streams: EventStreams;
  readonly counters: Counters;
}
