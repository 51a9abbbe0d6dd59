import type { ApprovalState } from './approval.ts';
import type { AssetId, Instant, Sha256 } from './asset.ts';
import type { Clearance } from './clearance.ts';
import type { Deliverable, Destination } from './deliverable.ts';
import type { Finding, Outcome, Severity } from './finding.ts';
import type { MediaKind } from './media.ts';
import type { Involvement, Origin } from './origin.ts';
import type { RelPath } from './path.ts';

/** How an item's bytes were established during the check. */
export type Verified = 'bytes' | 'stat';

/** One location in a gate scope with its verdict. */
export interface CheckItem {
  readonly path: RelPath;
  readonly assetId: AssetId | undefined;
  readonly sha256: Sha256 | undefined;
  readonly sizeBytes: number | undefined;
  readonly kind: MediaKind | undefined;
  readonly format: string | undefined;
  readonly verified: Verified | undefined;
  readonly origin: Origin;
  readonly involvement: Involvement;
  readonly suspected: boolean;
  readonly conflict: boolean;
  readonly temporary: boolean;
  readonly tool: string | undefined;
  readonly approvals: readonly { readonly id: string; readonly state: ApprovalState }[];
  /** Who settled a GenAI claim against it by a documented declaration. */
  readonly overruledBy?: string;
  /** Where it stands on its way to a final, where a policy asks how GenAI is used. */
  readonly clearance?: Clearance;
  readonly verdict: Severity;
  readonly findings: readonly Finding[];
}

export interface CheckCounts {
  readonly items: number;
  readonly pass: number;
  readonly warn: number;
  readonly review: number;
  readonly block: number;
  readonly incomplete: number;
  /** Items of unknown origin. */
  readonly unknown: number;
  /** Items cleared by nothing but a folder rule. */
  readonly clearedByRuleOnly: number;
  /** Entries below the scope that are no items (our own state and sidecars); each is listed in the log. */
  readonly skipped: number;
}

export interface PolicyVersion {
  readonly pack: string;
  readonly version: string;
  readonly sha256: Sha256;
  readonly settingsSha256: Sha256;
  readonly outcome: Outcome;
}

/** One decision over a scope, with its inputs' versions. */
export interface Check {
  readonly id: string;
  readonly checkedAt: Instant;
  readonly outcome: Outcome;
  readonly destination: Destination;
  readonly deliverable: Deliverable;
  /** Options that overrode the configuration, by name, for the report. */
  readonly overrides: readonly string[];
  readonly policies: readonly PolicyVersion[];
  readonly scope: { readonly kind: 'files' | 'timeline' | 'package'; readonly paths: readonly RelPath[] };
  readonly counts: CheckCounts;
  readonly findings: readonly Finding[];
  readonly items: readonly CheckItem[];
  /** Versions that produced the verdict. */
  readonly versions: {
    readonly provgate: string;
    readonly engine: number;
    readonly configurationSha256: Sha256;
    readonly eventSeq: number;
  };
  /** False where something relied on was recorded without an account; true where nothing was. */
  readonly accounts?: boolean;
  /** How many items pass on whose word alone, by name; most first. */
  readonly onWordOf?: readonly { readonly by: string; readonly items: number }[];
  /** Why the record is not protected from other users; empty where it is. */
  readonly unprotected?: readonly string[];
}

/** What a check found otherwise than the last one of the same scope. Paths in byte order. */
export interface CheckChanges {
  readonly checkId: string;
  readonly at: Instant;
  readonly outcome: Outcome;
  readonly itemsBefore: number;
  /** Weigh more than before, or are new and do not pass. */
  readonly worse: readonly RelPath[];
  /** Weigh less than before. */
  readonly better: readonly RelPath[];
  /** Did not pass before and are no longer in the scope. */
  readonly gone: readonly RelPath[];
}
