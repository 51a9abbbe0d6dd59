import type { Log } from '../../domain/ports.ts';
import { systemClock } from '../../runtime/clock.ts';
import { LOG_LEVELS, type LogLevel, openLog } from '../../runtime/log.ts';
import type { Cli } from '../cli.ts';

/**
 * The log of a verb, on stderr: plain for people, JSON lines where a service runs without a terminal. `PROVGATE_LOG` sets the level
 * (debug, info, warn, silent), `PROVGATE_LOG_FORMAT` the form (plain, json).
 */
export function logFor(cli: Cli, kind: 'verb' | 'service' = 'verb'): Log {
  const asked = LOG_LEVELS.find((level) => level === cli.env['PROVGATE_LOG']);
  const level: LogLevel = asked ?? (kind === 'service' ? 'info' : 'warn');
  const form = cli.env['PROVGATE_LOG_FORMAT'];
  const format =
    form === 'json' || form === 'plain' ? form : kind === 'service' && !cli.err.isTerminal ? 'json' : 'plain';
  return openLog({ level, format, clock: systemClock, write: (line) => void cli.err.write(line) });
}
