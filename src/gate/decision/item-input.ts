import type { ApprovalJudgement, Authority } from '../../domain/approval.ts';
import type { Asset, Instant } from '../../domain/asset.ts';
import type { Verified } from '../../domain/check.ts';
import type { Finding } from '../../domain/finding.ts';
import type { RelPath } from '../../domain/path.ts';
import type { UseFacts } from '../../domain/policy.ts';

/** What stands at a path of the scope. `folder` could not be listed, `unentered` was not looked into. */
export type Standing = 'file' | 'missing' | 'unreadable' | 'link' | 'special' | 'folder' | 'unentered';

/** Everything a verdict on one location depends on; values only. */
export interface ItemInput {
  readonly path: RelPath;
  readonly standing: Standing;
  /** Why it is no readable file, in a few words. */
  readonly reason: string | undefined;
  readonly asset: Asset | undefined;
  readonly verified: Verified | undefined;
  /** Bytes or stat identity changed between the first look and the decision. */
  readonly changed: boolean;
  /** The rows relied on differ from what was recorded. */
  readonly recordAltered: boolean;
  /** A temporary asset stood here before, and these bytes took its place. */
  readonly replacedTemporary: boolean;
  readonly approvals: readonly ApprovalJudgement[];
  readonly bestApproval: ApprovalJudgement | undefined;
  /** Id of an approval of the bytes that stood here before. */
  readonly earlierApproval: string | undefined;
  /** How each pack that asks about uses sees this one, by the pack's id. */
  readonly byPack: ReadonlyMap<string, PackView>;
  /** What findings say of the file inside this one that they are about. */
  readonly inside?: {
    readonly genai: Finding['args'];
    readonly suspected: Finding['args'];
    readonly unread: Finding['args'];
  };
}

/** How one pack sees the use of one asset. */
export interface PackView {
  readonly facts: UseFacts;
  /** Values the words of findings need, by code. */
  readonly args: ReadonlyMap<Finding['code'], Finding['args']>;
  readonly judgements: readonly ApprovalJudgement[];
  readonly best: ApprovalJudgement | undefined;
  /** The least authority that may approve the use. */
  readonly authority: Authority;
  /** The approval that decides was granted under another version of the pack. */
  readonly olderRules: boolean;
  /** Waivers that hold now for this deliverable. */
  readonly waivers: readonly {
    readonly id: string;
    readonly codes: readonly string[];
    readonly until: Instant;
  }[];
  /** Approval was asked for after the newest answer. */
  readonly asked: boolean;
  /** It is no longer used. */
  readonly retired: boolean;
}
