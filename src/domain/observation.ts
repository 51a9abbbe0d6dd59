import type { Asset, AssetId, FileSnapshot, Instant, Sha256 } from './asset.ts';
import type { Evidence } from './evidence.ts';
import type { Examination } from './examination.ts';
import type { RelPath } from './path.ts';

/** What was seen at one path at one moment; recorded whole, in one transaction, or not at all. */
export type Observation = {
  readonly path: RelPath;
  readonly snapshot: FileSnapshot;
  readonly observedAt: Instant;
  /** Evidence of this place: name, folder rule, sidecar. */
  readonly locationEvidence: readonly Evidence[];
  /** True where the path falls under a `deliverables` entry: a judgement is owed after the commit. */
  readonly inDeliverable: boolean;
  /** Identity of what its place was judged by, the sidecars and the rules for names, stored with the location. */
  readonly placeStamp?: string | undefined;
} & (
  | { readonly kind: 'examined'; readonly examination: Examination }
  /** Bytes of an asset whose evidence is current. */
  | { readonly kind: 'hashed'; readonly sha256: Sha256 }
  /** A rename, matched by inode, size, mtime and birth time; the digest is carried, unverified. */
  | { readonly kind: 'moved'; readonly from: RelPath; readonly assetId: AssetId }
  /** Bytes not obtained. */
  | { readonly kind: 'unreadable'; readonly reason: string }
);

/** What recording an observation did. */
export interface Recorded {
  readonly path: RelPath;
  readonly change: 'registered' | 'located' | 'changed' | 'moved' | 'unchanged' | 'unreadable';
  readonly asset: Asset | undefined;
}
