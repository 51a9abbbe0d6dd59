import type { Production } from './configuration.ts';
import type { Examiner } from './examination.ts';
import type { Observation, Recorded } from './observation.ts';
import type { Actor } from './person.ts';
import type { LoadedPolicy } from './policy.ts';
import type { Clock, Ids, Log } from './ports.ts';
import type { Registry } from './registry.ts';
import type { Seal } from './seal.ts';

/** Collects observations and records them in batches; resolves when the transaction that holds one is committed. */
export interface Recorder {
  record(observation: Observation): Promise<Recorded>;
}

/** Everything a production needs to run, built once in `runtime.ts` and passed down. */
export interface Runtime {
  readonly version: string;
  readonly production: Production;
  readonly registry: Registry;
  readonly recorder: Recorder;
  readonly examiner: Examiner;
  readonly policies: readonly LoadedPolicy[];
  readonly clock: Clock;
  readonly ids: Ids;
  /** What is remembered of the record outside it; absent where nothing is. */
  readonly seal?: Seal | undefined;
  readonly log: Log;
  /** Who acts where no account says otherwise: the effective user. */
  readonly actor: Actor;
  /** Stops children, flushes the recorder, closes the registry. */
  close(): Promise<void>;
}
