import type { Clock, Log } from '../domain/ports.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogOptions {
  readonly level: LogLevel;
  /** `json`: one object a line; `plain`: for a person at a terminal. */
  readonly format: 'json' | 'plain';
  readonly clock: Clock;
  readonly write: (line: string) => void;
}

type Fields = Readonly<Record<string, unknown>>;

/** A log that writes one line an event, from `level` up. */
export function openLog(options: LogOptions): Log {
  const from = LOG_LEVELS.indexOf(options.level);
  const at = (level: Exclude<LogLevel, 'silent'>) => {
    const on = LOG_LEVELS.indexOf(level) >= from;
    return (event: string, fields: Fields = {}): void => {
      if (on) options.write(`${line(options, level, event, fields)}\n`);
    };
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn') };
}

/** A log that says nothing. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {} };

function line(options: LogOptions, level: string, event: string, fields: Fields): string {
  const at = options.clock.now();
  if (options.format === 'json') return JSON.stringify({ at, level, event, ...fields }, errorsAsText);
  const words = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${plain(value)}`);
  return [at.slice(11, 19), ...(level === 'warn' ? ['warning:'] : []), event, ...words].join(' ');
}

function plain(value: unknown): string {
  const text =
    value instanceof Error ? value.message : typeof value === 'string' ? value : JSON.stringify(value);
  // JSON escapes control characters, which a file name may hold to play with the terminal.
  return typeof text === 'string' && /^[\p{L}\p{N}./_:,+-]*$/u.test(text) ? text : escaped(String(text));
}

function escaped(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\p{Cc}\p{Cf}]/gu,
    (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

function errorsAsText(_key: string, value: unknown): unknown {
  return value instanceof Error ? value.message : value;
}
