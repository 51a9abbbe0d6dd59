import type { Sha256 } from '../domain/asset.ts';
import { canonicalJson, type Json } from '../domain/canonical-json.ts';
import { hashBytes } from '../files/hash.ts';
import { pathBytes } from '../files/paths.ts';

/** SHA-256 of a value's RFC 8785 text. */
export function digestOf(value: Json): Sha256 {
  return hashBytes(canonicalJson(value));
}

/** How the event log names a path: SHA-256 of its exact bytes, since names stay out of the log. */
export function pathDigest(path: string): Sha256 {
  return hashBytes(pathBytes(path));
}
