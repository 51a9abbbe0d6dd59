import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { OnEvent } from '../src/domain/configuration.ts';
import { ProvgateError } from '../src/domain/errors.ts';
import type { Runtime } from '../src/domain/runtime.ts';
import { type Message, newsOf } from './happenings.ts';
import { runCommand } from './run-command.ts';

/** Tells a command outside what happened, beside everything else the watcher does. */
export interface Telling {
  /** Looks whether there is anything to tell; what is under way goes on, and nobody waits for it. */
  look(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Ends what is under way. What was not told is told at the next start. */
  stop(): Promise<void>;
}

/** Pause after a failure, doubled with each one that follows. */
const PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 600_000;
const OTHERS_WRITE = 0o022;

/** Opens the way to the command `onEvent` names; without one nothing is ever told. */
export function openTelling(runtime: () => Runtime, nowMs: () => number): Telling {
  const stopping = new AbortController();
  let underWay: Promise<void> | undefined;
  let failures = 0;
  let retryAt = 0;

  async function tell(onEvent: OnEvent): Promise<void> {
    const now = runtime();
    try {
      const news = await newsOf(now, onEvent.kinds);
      if (news === undefined) return;
      for (const message of news.messages) {
        const why =
          sharedWith(now) ?? (await runCommand(onEvent.command, textOf(now, message), stopping.signal));
        if (stopping.signal.aborted) return;
        if (why !== undefined) return await failed(now, message, why);
      }
      // Noted last: a stop in between tells it once more, never not at all.
      await now.registry.told.set(news.told);
      failures = 0;
      // A failure may have been noted before a restart.
      const { telling } = await now.registry.coverage.get();
      if (telling !== undefined) await now.registry.coverage.set({ telling: undefined });
    } catch (error) {
      if (!(error instanceof ProvgateError)) throw error;
      now.log.warn('not-told', { reason: error.message });
      retryAt = nowMs() + PAUSE_MS;
    }
  }

  async function failed(now: Runtime, { kind }: Message, reason: string): Promise<void> {
    failures += 1;
    retryAt = nowMs() + Math.min(PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
    now.log.warn('not-told', { kind, reason, failures });
    await now.registry.coverage.set({ telling: { failures, reason } });
  }

  return {
    look() {
      const { onEvent } = runtime().production.configuration;
      if (onEvent === undefined || underWay !== undefined || stopping.signal.aborted) return;
      if (nowMs() < retryAt) return;
      underWay = tell(onEvent).finally(() => {
        underWay = undefined;
      });
    },
    async idle() {
      await underWay;
    },
    async stop() {
      stopping.abort();
      await underWay;
    },
  };
}

/** The configuration names a program that runs in this user's name, so nobody else may have a say in it. */
function sharedWith({ production }: Runtime): string | undefined {
  const stats = lstatSync(join(production.home, 'provgate.json'));
  return (stats.mode & OTHERS_WRITE) === 0
    ? undefined
    : 'provgate.json can be written by others, so the program it names is not run';
}

function textOf({ production, clock }: Runtime, { kind, items }: Message): string {
  const { id, title } = production.configuration;
  const value = { schema: 'provgate.event/1', kind, at: clock.now(), production: { id, title }, items };
  return `${JSON.stringify(value)}\n`;
}
