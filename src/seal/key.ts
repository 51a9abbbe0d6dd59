import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProvgateError } from '../domain/errors.ts';
import { errorCode } from '../files/walk.ts';

const NAME = 'checkpoint-key.pem';

/** The Ed25519 key kept in `dir`, made when there is none. Throws `could-not-read` for one that is damaged. */
export function signingKey(dir: string): KeyObject {
  const file = join(dir, NAME);
  return readKey(file) ?? makeKey(dir, file);
}

function readKey(file: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw damaged(file, error);
  }
  throw damaged(file, undefined);
}

/** Linked into place whole, so that of two processes that begin at once both use the same key. */
function makeKey(dir: string, file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  const unfinished = join(dir, `.${NAME}.${randomUUID()}`);
  writeFileSync(unfinished, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(unfinished, file);
    return privateKey;
  } catch (error) {
    const other = errorCode(error) === 'EEXIST' ? readKey(file) : undefined;
    if (other === undefined) throw error;
    return other;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function damaged(file: string, cause: unknown): ProvgateError {
  return new ProvgateError(
    'could-not-read',
    `The key that signs checkpoints, ${file}, could not be read.`,
    'Bring it back from a backup, or move it away: a new one is made, and earlier checkpoints keep theirs.',
    { cause },
  );
}
