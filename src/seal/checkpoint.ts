import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Sha256 } from '../domain/asset.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Checkpoint, CheckpointStatement } from '../domain/seal.ts';

/** Signs a statement with an Ed25519 key. */
export function signCheckpoint(statement: CheckpointStatement, privateKey: KeyObject): Checkpoint {
  const { production, seq, hash, at } = statement;
  const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return {
    production,
    seq,
    hash,
    at,
    key: keyDigest(der),
    publicKey: der.toString('base64'),
    signature: sign(null, textOf(statement), privateKey).toString('base64'),
  };
}

/** Whether a checkpoint was signed, as it stands, with the key it names. */
export function checkpointHolds(checkpoint: Checkpoint): boolean {
  const der = Buffer.from(checkpoint.publicKey, 'base64');
  if (keyDigest(der) !== checkpoint.key) return false;
  const key = publicKeyOf(der);
  const signature = Buffer.from(checkpoint.signature, 'base64');
  return key !== undefined && verify(null, textOf(checkpoint), key, signature);
}

/** The signed text: RFC 8785, so that any tool can make it again. */
function textOf({ production, seq, hash, at }: CheckpointStatement): Buffer {
  return Buffer.from(canonicalJson({ schema: 'provgate.checkpoint/1', production, seq, hash, at }));
}

function publicKeyOf(der: Buffer): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    // What is no key has signed nothing.
    return undefined;
  }
}

function keyDigest(der: Buffer): Sha256 {
  return createHash('sha256').update(der).digest('hex') as Sha256;
}
