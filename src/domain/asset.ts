import type { Classification } from './classification.ts';
import type { MediaKind } from './media.ts';
import type { RelPath } from './path.ts';

export type AssetId = string & { readonly __assetId: true };
/** Lower-case hex SHA-256 of a file's bytes: an asset's identity within its production. */
export type Sha256 = string & { readonly __sha256: true };
/** UTC instant as ISO 8601 with milliseconds and `Z`. */
export type Instant = string & { readonly __instant: true };

/** What became of reading an asset. */
export type ReadState = 'ok' | 'unreadable' | 'incomplete' | 'unsupported';

/** Stat identity of a file at one moment; times are integer microseconds since the epoch. */
export interface FileSnapshot {
  readonly sizeBytes: number;
  readonly mtimeUs: number;
  readonly ctimeUs: number;
  readonly birthUs: number;
  /** Decimal text, because 64-bit inodes exceed a JavaScript number. */
  readonly inode: string;
  readonly device: string;
  readonly links: number;
}

/** What an asset's row says of the files inside it. */
export interface MemberDigest {
  /** Digest of the whole list. */
  readonly sha256: Sha256;
  /** Every one that holds media itself was read as well. */
  readonly whole: boolean;
}

/** One content, whatever its names. */
export interface Asset extends Classification {
  readonly id: AssetId;
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly kind: MediaKind;
  readonly format: string;
  readonly holdsMedia: boolean;
  readonly state: ReadState;
  /** Why it is not `ok`, in a few words. */
  readonly stateReason: string | undefined;
  /** The mark every GenAI asset carries from the moment it is known; it survives loss of evidence. */
  readonly temporary: boolean;
  readonly firstSeenAt: Instant;
  readonly firstSeenPath: RelPath;
  /** Version of the evidence engine that read it. */
  readonly engineVersion: number;
  /** The files inside it, where it holds any or was read to its last one. */
  readonly memberList?: MemberDigest;
  /** Sequence number of the event that made the current row. */
  readonly eventSeq: number;
}

/** One place an asset is, or was. A row without asset is a file whose bytes could not be obtained. */
export interface Location {
  readonly path: RelPath;
  readonly assetId: AssetId | undefined;
  readonly from: Instant;
  readonly to: Instant | undefined;
  readonly snapshot: FileSnapshot;
  /** When the bytes were last hashed, microseconds since the epoch; 0 where the digest was carried over a rename. */
  readonly hashedAtUs: number;
  /** Why there is no asset. */
  readonly unreadable: string | undefined;
  /** The asset whose bytes stood here before, when they were replaced. */
  readonly replaced: AssetId | undefined;
  /** Identity of what the place was judged by: the rules for names, and the sidecars beside it. */
  readonly placeStamp?: string;
}
