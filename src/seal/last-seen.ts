import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Sha256 } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { LogHead } from '../domain/event.ts';
import { errorCode } from '../files/walk.ts';
import { writeAtomic } from '../files/write-atomic.ts';

const SCHEMA = 'provgate.last-seen/1';
const NOTE = /^last-seen-[0-9a-f]{16}\.json$/;

interface Note extends LogHead {
  /** The production's home then. */
  readonly home: string;
}

/**
 * Where the log of the production at `home` ended when it was last seen, as noted in `dir`. A production that was moved is known by the
 * note of a home that is gone; a copy beside one that still stands is a record of its own. Throws `could-not-read` for a damaged note.
 */
export function readLastSeen(dir: string, home: string): LogHead | undefined {
  const own = readNote(join(dir, noteName(home)));
  const { seq, hash } = own ?? newest(abandoned(dir, home)) ?? {};
  return seq === undefined || hash === undefined ? undefined : { seq, hash };
}

/** Notes where the log of the production at `home` ends; notes of homes that are gone have been compared by then. */
export function writeLastSeen(dir: string, home: string, { seq, hash }: LogHead): void {
  const text = `${JSON.stringify({ schema: SCHEMA, home, seq, hash })}\n`;
  writeAtomic(join(dir, noteName(home)), text);
  for (const note of abandoned(dir, home)) rmSync(join(dir, noteName(note.home)), { force: true });
}

/** Notes of other homes at which no production is any more. */
function abandoned(dir: string, home: string): readonly Note[] {
  const notes = namesIn(dir).flatMap((name) => readNote(join(dir, name)) ?? []);
  return notes.filter((note) => note.home !== home && !existsSync(join(note.home, 'provgate.json')));
}

function newest(notes: readonly Note[]): Note | undefined {
  return notes.toSorted((a, b) => b.seq - a.seq)[0];
}

function noteName(home: string): string {
  return `last-seen-${createHash('sha256').update(home).digest('hex').slice(0, 16)}.json`;
}

function namesIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir).filter((name) => NOTE.test(name));
  } catch (error) {
    if (isNotThere(error)) return [];
    throw damaged(dir, error);
  }
}

function readNote(file: string): Note | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw damaged(file, error);
  }
  const note = noteIn(text);
  if (note === undefined) throw damaged(file, undefined);
  return note;
}

/** A file where a folder should be holds no note either. */
function isNotThere(error: unknown): boolean {
  return errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR';
}

function noteIn(text: string): Note | undefined {
  try {
    const said: Partial<Record<string, unknown>> = JSON.parse(text);
    const { schema, home, seq, hash } = said;
    if (schema !== SCHEMA || typeof home !== 'string' || typeof seq !== 'number') return undefined;
    return isDigest(hash) ? { home, seq, hash } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isDigest(value: unknown): value is Sha256 {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function damaged(file: string, cause: unknown): ProvgateError {
  return new ProvgateError(
    'could-not-read',
    `The note of where the record last ended, ${file}, could not be read.`,
    'Verify the record with "provgate audit verify" on another machine that knows it, then move the note away.',
    { cause },
  );
}
