import { dirname } from 'node:path';
import type { GivenDocument } from '../given.ts';

/** What a letter or mail suggests for the line of a table; a person fills in the rest. */
export interface GuessedApproval {
  readonly document: string;
  readonly id: string;
  readonly by: string;
  readonly from: string;
}

/** Characters of a mail that are looked through for its head. */
const HEAD_CHARS = 64 * 1024;
const IDS = [
  /(?<![A-Za-z0-9])[A-Z]{2,}(?:[-_][A-Z]+)*[-_]?\d{2,}(?:[-_][A-Z0-9]+)*(?![A-Za-z0-9])/,
  /(?<![A-Za-z0-9])[A-Za-z]{2,}[-_]\d{2,}(?:[-_][A-Za-z0-9]+)*(?![A-Za-z0-9])/,
];

/** Guesses id, name and date of a document from its name and, for a mail, from its head. Nothing here decides anything. */
export function guessApproval({ name, bytes }: GivenDocument): GuessedApproval {
  const file = name.slice(dirname(name) === '.' ? 0 : dirname(name).length + 1);
  const stem = file.replace(/\.[A-Za-z0-9]{1,5}$/, '');
  const id = IDS.map((pattern) => pattern.exec(stem)?.[0]).find((each) => each !== undefined) ?? '';
  const head = /\.(eml|txt|msg)$/i.test(name) ? headOf(bytes) : '';
  return { document: name, id, by: senderIn(head), from: dayIn(head) };
}

function headOf(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, HEAD_CHARS));
  return text.split(/\r?\n\r?\n/, 1)[0] ?? '';
}

function senderIn(head: string): string {
  const line = /^From:[ \t]*([^\r\n]{1,300})$/im.exec(head)?.[1]?.trim() ?? '';
  // A name in an encoded word is left for a person to type.
  const name = line
    .replace(/<[^<>]*>/g, '')
    .replace(/^["']|["']$/g, '')
    .trim();
  return name === '' || name.includes('=?') ? (/<([^<>\s]+)>/.exec(line)?.[1] ?? '') : name.replace(/"$/, '');
}

function dayIn(head: string): string {
  const line = /^Date:[ \t]*([^\r\n]{1,100})$/im.exec(head)?.[1];
  const at = line === undefined ? Number.NaN : Date.parse(line);
  return Number.isNaN(at) ? '' : new Date(at).toISOString().slice(0, 10);
}
