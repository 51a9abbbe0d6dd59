import { X509Certificate } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, isAbsolute, relative } from 'node:path';
import { ProvgateError } from '../domain/errors.ts';
import { errorCode } from '../files/walk.ts';
import type { Env } from './known.ts';

const VARIABLE = 'PROVGATE_TRUST_ANCHORS';
const OTHERS_WRITE = 0o022;
const STICKY = 0o1000;
const MAX_BYTES = 16 * 1024 * 1024;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** What the variable says where no signer is to be trusted. */
const NOBODY = 'none';

/**
 * The certificates a camera's or person's credential must chain to, from the PEM file `PROVGATE_TRUST_ANCHORS` names: they take the
 * place of the list that is shipped. Undefined where it names none, empty where it says `none`: then nobody is trusted. Whoever can write that file decides which cameras are believed, so it must be out of reach of those who
 * deliver media (threats 8): outside the media root, and writable by nobody but its owner, who is this user or root.
 * Throws `bad-configuration`.
 */
export function readTrustAnchors(
  env: Env,
  mediaRoot?: string,
  userId = process.geteuid?.(),
): string | undefined {
  const named = env[VARIABLE];
  if (named === undefined || named === '') return undefined;
  if (named === NOBODY) return '';
  const file = realPath(named);
  if (mediaRoot !== undefined && isBelow(mediaRoot, file)) {
    throw refused(
      named,
      'lies inside the media root, where anyone who delivers media could change it',
      'Move it out',
    );
  }
  requireUnshared(named, file, userId);
  return certificatesIn(named, file);
}

function realPath(named: string): string {
  try {
    return realpathSync(named);
  } catch (error) {
    throw unreadable(named, error);
  }
}

function isBelow(root: string, file: string): boolean {
  const inner = relative(existsSync(root) ? realpathSync(root) : root, file);
  return inner !== '..' && !inner.startsWith('../') && !isAbsolute(inner);
}

function requireUnshared(named: string, file: string, userId: number | undefined): void {
  const [stats, folder] = [lstatSync(file), statSync(dirname(file))];
  if (!stats.isFile() || stats.size > MAX_BYTES)
    throw refused(named, 'is no file of certificates', 'Name a PEM file');
  if (userId === undefined) return;
  const owners = [userId, 0];
  if (!owners.includes(stats.uid) || !owners.includes(folder.uid))
    throw refused(named, 'or its folder belongs to another user', 'Keep a copy of your own');
  if ((stats.mode & OTHERS_WRITE) !== 0 || isShared(folder))
    throw refused(
      named,
      'can be changed by other users',
      'Take their right to write to it and its folder away',
    );
}

/** A folder in which others could put another file in its place. */
function isShared(folder: Stats): boolean {
  return (folder.mode & OTHERS_WRITE) !== 0 && (folder.mode & STICKY) === 0;
}

function certificatesIn(named: string, file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'latin1');
  } catch (error) {
    throw unreadable(named, error);
  }
  const certificates = text.match(CERTIFICATE) ?? [];
  if (certificates.length === 0)
    throw refused(named, 'holds no certificate', 'Name a PEM file with at least one');
  for (const [index, certificate] of certificates.entries())
    requireCertificate(named, certificate, index + 1);
  return `${certificates.join('\n')}\n`;
}

function requireCertificate(named: string, certificate: string, number: number): void {
  try {
    new X509Certificate(certificate);
  } catch (error) {
    throw refused(
      named,
      `is broken: its certificate ${number} cannot be read`,
      'Fetch the list again',
      error,
    );
  }
}

function unreadable(named: string, cause: unknown): ProvgateError {
  return refused(named, `cannot be read (${errorCode(cause)})`, `Correct ${VARIABLE}`, cause);
}

function refused(named: string, what: string, how: string, cause?: unknown): ProvgateError {
  return new ProvgateError(
    'bad-configuration',
    `The trust anchors file ${named} ${what}.`,
    `${how}, or run without ${VARIABLE}: then the C2PA trust list that is shipped applies.`,
    cause === undefined ? undefined : { cause },
  );
}
