import type { AssetId, Sha256 } from '../domain/asset.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { RelPath } from '../domain/path.ts';
import { claimRow } from './claims.ts';
import { contentEvidence, type StoredEvidence } from './content-evidence.ts';
import { digestOf, pathDigest } from './digest.ts';
import type { Tx } from './tables.ts';

/** Digest of everything read from an asset's bytes and whether it counts; null where nothing was. */
export async function contentDigest(tx: Tx, asset: AssetId): Promise<Sha256 | null> {
  return storedDigest(await contentEvidence(tx, asset));
}

/** The same of claims at hand, in order of their numbers. */
export function storedDigest(stored: readonly StoredEvidence[]): Sha256 | null {
  if (stored.length === 0) return null;
  return digestOf(stored.map(({ n, standing, evidence }) => ({ ...claimRow(evidence, n), standing })));
}

/** The same of what a first reading found. */
export function firstDigest(claims: readonly Evidence[]): Sha256 | null {
  return storedDigest(claims.map((evidence, index) => ({ n: index + 1, standing: 'found', evidence })));
}

/** Digest of the claims one event recorded about an asset at a place, numbered from `n`; undefined where it recorded none. */
export function placedDigest(path: RelPath, claims: readonly Evidence[], n: number): Sha256 | undefined {
  if (claims.length === 0) return undefined;
  return digestOf({
    path: pathDigest(path),
    claims: claims.map((claim, index) => ({ ...claimRow(claim, n + index) })),
  });
}
