import type { Runtime } from '../domain/runtime.ts';
import type { AboutRule } from '../reports/evidence-words.ts';
import type { Counters } from './counters.ts';
import type { EventStreams } from './event-stream.ts';
import type { Jobs } from './jobs.ts';
import type { Refusals } from './refusals.ts';
import type { Sessions } from './sessions.ts';
import type { Thumbnails } from './thumbnails.ts';
import type { Turns } from './turns.ts';

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
  readonly refusals: Refusals;
  /** Turns of requests that judge a file while their client waits. */
  readonly judging: Turns;
  /** This run of the server: what another run left under way, nobody finishes. */
  readonly holder: string;
  /** What a rule of the readers finds, in one line. */
  readonly aboutRule: AboutRule;
}
