import type { Instant } from './asset.ts';

/** The only source of time. */
export interface Clock {
  /** Now, UTC, ISO 8601 with milliseconds. */
  now(): Instant;
  /** Now in whole microseconds since the epoch. */
  nowUs(): number;
}

/** The only source of new identifiers: UUIDv7, rising within a process. */
export interface Ids {
  next(): string;
}

/** Where the program tells its operators what it does. Never prompts or excerpts above `debug`. */
export interface Log {
  debug(event: string, fields?: Readonly<Record<string, unknown>>): void;
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
}
