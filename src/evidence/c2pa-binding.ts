import { createHash } from 'node:crypto';
import { isForeignList } from '../containers/cbor.ts';
import { member, type ParsedManifest } from '../containers/jumbf.ts';
import type { ByteSource } from '../domain/media.ts';

/** Hash algorithms of the standard (C2PA 2.4 §13.1). */
const ALGORITHMS = new Set(['sha256', 'sha384', 'sha512']);
const STEP_BYTES = 8 * 1024 * 1024;

/**
 * Whether a manifest's data hash holds for a whole file, nothing left out (C2PA 2.4 §18.5). Undefined where the manifest is
 * bound in any other way, which is not compared here.
 */
export function wholeFileBinding(
  manifest: ParsedManifest,
  bytes: ByteSource,
): 'intact' | 'broken' | undefined {
  const [binding, ...more] = manifest.assertions.filter(({ label }) => label.startsWith('c2pa.hash.'));
  if (binding === undefined || more.length > 0 || !/^c2pa\.hash\.data(?:__\d+)?$/.test(binding.label))
    return undefined;
  const { content } = binding;
  const exclusions = member(content, 'exclusions');
  if (exclusions !== undefined && !(isForeignList(exclusions) && exclusions.length === 0)) return undefined;
  const algorithm = member(content, 'alg') ?? member(manifest.claim, 'alg') ?? 'sha256';
  const hash = member(content, 'hash');
  if (typeof algorithm !== 'string' || !ALGORITHMS.has(algorithm) || !(hash instanceof Uint8Array))
    return undefined;
  return digestOf(bytes, algorithm).equals(hash) ? 'intact' : 'broken';
}

function digestOf(bytes: ByteSource, algorithm: string): Buffer {
  const hash = createHash(algorithm);
  for (let at = 0; at < bytes.sizeBytes; at += STEP_BYTES) hash.update(bytes.read(at, STEP_BYTES));
  return hash.digest();
}

/** Bytes in memory as the validator reads a file. */
export function bytesOf(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: (offset, length) => bytes.subarray(offset, Math.min(bytes.length, offset + length)),
  };
}
