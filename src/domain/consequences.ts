import type { Asset, AssetId, Instant } from './asset.ts';
import type { DeliverableType, Destination } from './deliverable.ts';
import type { RelPath } from './path.ts';

/** A delivery that left because of an approval. */
export interface ApprovedExport {
  readonly id: string;
  readonly at: Instant;
  readonly checkId: string;
  readonly destination: Destination | undefined;
  readonly type: DeliverableType | undefined;
  readonly episode: string | undefined;
  readonly files: readonly { readonly assetId: AssetId; readonly place: RelPath }[];
}

/** A file and where it stands, or was first seen. */
export interface PlacedAsset {
  readonly path: RelPath;
  readonly asset: Asset;
}

/** What hangs on an approval: what left under it, and what was made from what it covers, as far as the record knows. */
export interface Consequences {
  readonly exports: readonly ApprovedExport[];
  /** Exports made before the record told which approvals they needed. */
  readonly untoldExports: number;
  /** Files that hold a covered file as a member. */
  readonly holders: readonly PlacedAsset[];
  /** Files that carry an id of the same generation. */
  readonly relatives: readonly PlacedAsset[];
}
