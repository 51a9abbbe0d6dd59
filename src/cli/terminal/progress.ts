import type { Cli } from '../cli.ts';

const APPEARS_MS = 1000;
const REDRAW_MS = 100;
const PLAIN_MS = 10_000;
const BAR_CELLS = 24;

/** Tells on stderr how far something has come, once it takes more than a second. */
export interface Progress {
  /** `total` is undefined while it is not known. */
  update(done: number, total: number | undefined, note?: string): void;
  /** Takes the bar away; call it before a report is printed. */
  end(): void;
}

/** A bar of one line on a terminal, a plain line now and then elsewhere, nothing when `quiet`. */
export function openProgress(cli: Pick<Cli, 'err'>, label: string, quiet: boolean | undefined): Progress {
  if (quiet === true) return { update: () => {}, end: () => {} };
  const started = performance.now();
  const { err } = cli;
  let nextMs = started + APPEARS_MS;
  let drawn = false;
  return {
    update(done, total, note = '') {
      const now = performance.now();
      if (now < nextMs) return;
      nextMs = now + (err.isTerminal ? REDRAW_MS : PLAIN_MS);
      drawn = err.isTerminal;
      const text = describe(done, total, note, (now - started) / 1000);
      if (!err.isTerminal) return void err.write(`${label} ${text}\n`);
      const bar = total === undefined || total === 0 ? '' : `${barOf(done / total)} `;
      void err.write(`\r\x1b[K${`${label} ${bar}${text}`.slice(0, err.columns - 1)}`);
    },
    end() {
      if (drawn) void err.write('\r\x1b[K');
      drawn = false;
    },
  };
}

function describe(done: number, total: number | undefined, note: string, seconds: number): string {
  const count = total === undefined ? `${done}` : `${done} of ${total}`;
  const left =
    total === undefined || done === 0 ? '' : `, about ${duration((seconds / done) * (total - done))} left`;
  return `${count}${left}${note === '' ? '' : `  ${note}`}`;
}

function barOf(share: number): string {
  const cells = Math.round(Math.min(1, share) * BAR_CELLS);
  return `[${'#'.repeat(cells)}${'.'.repeat(BAR_CELLS - cells)}]`;
}

/** Seconds in words a person would use. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
