import type { Approval, ApprovalScope } from '../domain/approval.ts';
import type { Asset, AssetId, Instant } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { RelPath } from '../domain/path.ts';
import type { NewApproval } from '../domain/registry.ts';
import type { Runtime } from '../domain/runtime.ts';
import { hashBytes } from '../files/hash.ts';
import { displayPath } from '../files/paths.ts';
import { basisOfApproval } from '../gate/approval-ask.ts';
import { needsApproval } from '../gate/decision/item-facts.ts';
import { type ApprovedFilesRequest, approvedFiles } from './approved-files.ts';
import { dayBefore, endOf, startOf } from './dates.ts';
import { type GivenDocument, givenDocument, givenText, usage } from './given.ts';
import type { LiveFile, Unbound } from './live.ts';
import { type ScopeRequest, scopeOf } from './terms/approval-scope.ts';
import {
  asksUses,
  recordedTerms,
  restrictsUse,
  type StatedTerms,
  statedTerms,
  type TermsRequest,
} from './terms/approval-terms.ts';
import { refuseSelfApproval } from './terms/makers.ts';

/** An approval as a person asks to have it recorded; dates, scope and further terms as typed. */
export interface ApprovalRequest extends TermsRequest, ScopeRequest, ApprovedFilesRequest {
  /** The studio's own id; a generated one where undefined. */
  readonly id: string | undefined;
  readonly grantedBy: string;
  readonly document: GivenDocument | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly note?: string | undefined;
  /** A person saw the preview of a folder and agreed. */
  readonly confirmed?: boolean;
}

/** One file an approval binds, and why. */
export interface BoundFile {
  readonly path: RelPath;
  readonly asset: Asset;
  readonly because: 'genai' | 'temporary' | 'suspected' | 'named';
}

/** What recording an approval would do, for a person to agree to. */
export interface ApprovalPreview {
  readonly binds: readonly BoundFile[];
  /** Those of them that are thereby declared GenAI. */
  readonly declares: readonly BoundFile[];
  /** Files under the paths that are left alone, and why. */
  readonly leaves: readonly Unbound[];
  readonly needsConfirmation: boolean;
  readonly grantedBy: string;
  readonly document: GivenDocument;
  readonly validFrom: Instant;
  readonly validUntil: Instant | undefined;
  readonly scope: ApprovalScope;
  readonly note: string | undefined;
  readonly stated: StatedTerms;
  /** It is restricted to uses, and no policy of the production asks how GenAI is used: it will cover nothing. */
  readonly isOutOfReach: boolean;
}

/** Kinds of files that are a production's media; none of them is a letter. */
const MEDIA = new Set(['image', 'video', 'audio', 'model', 'container']);

/**
 * What an approval would bind: GenAI, temporary and suspected digests that stand under the paths now, and named files of unknown
 * origin, which are thereby declared GenAI. Throws `usage` or `conflict` where it cannot be recorded so.
 */
export async function previewApproval(runtime: Runtime, request: ApprovalRequest): Promise<ApprovalPreview> {
  const terms = termsOf(request, runtime);
  const { files, unbound, folders } = await approvedFiles(runtime, request);
  const replaced = files.find(
    (file) => file.recordedBefore !== undefined && file.recordedBefore !== file.asset.id,
  );
  if (replaced !== undefined) throw otherBytes(replaced.path);
  const binds: BoundFile[] = [];
  const leaves: Unbound[] = [...unbound];
  for (const file of files) {
    const because = reasonToBind(file);
    if (because !== undefined) binds.push({ path: file.path, asset: file.asset, because });
    else leaves.push({ path: file.path, reason: `its origin is ${file.asset.origin}` });
  }
  if (binds.length === 0) throw nothingToBind(request.paths);
  await refuseMediaAsDocument(runtime, terms.document, binds);
  if (terms.stated.terms.decision !== 'rejected')
    await refuseSelfApproval(runtime, terms.grantedBy, idsOf(binds));
  const declares = binds.filter(({ because }) => because === 'suspected' || because === 'named');
  return { ...terms, binds, declares, leaves, needsConfirmation: folders.length > 0 };
}

/** Records an approval of exactly what the preview showed. Throws ProvgateError `usage` for a folder nobody confirmed, or `conflict`. */
export async function approve(
  runtime: Runtime,
  request: ApprovalRequest,
  preview?: ApprovalPreview,
): Promise<Approval> {
  const agreed = preview ?? (await previewApproval(runtime, request));
  if (agreed.needsConfirmation && request.confirmed !== true)
    throw usage(
      `A folder was named: ${agreed.binds.length} of its files would be approved.`,
      'Look through the list, then run the command again with --yes.',
    );
  const approval = await runtime.registry.approvals.record(
    await recordOf(runtime, request.id, agreed),
    runtime.actor,
    runtime.clock.now(),
  );
  // After the approval: were this to fail, the files would stay under review rather than pass.
  await declareGenai(runtime, agreed.declares, approval);
  return approval;
}

/** The record a preview comes to. */
export async function recordOf(
  runtime: Runtime,
  id: string | undefined,
  { binds, grantedBy, document, validFrom, validUntil, scope, note, stated }: ApprovalPreview,
): Promise<NewApproval> {
  const assets = binds.map(({ asset }) => asset);
  const terms = await recordedTerms(runtime, stated, assets);
  return { id, assetIds: idsOf(binds), grantedBy, document, validFrom, validUntil, scope, note, terms };
}

/** Declares files GenAI that were approved as such. */
export async function declareGenai(
  runtime: Runtime,
  files: readonly BoundFile[],
  approval: Approval,
): Promise<void> {
  if (files.length === 0) return;
  const { registry, actor } = runtime;
  const names = await registry.people.names([actor.personId]);
  await registry.declarations.record(
    {
      assetIds: idsOf(files),
      origin: 'genai',
      involvement: 'undetermined',
      tool: undefined,
      declarant: names.get(actor.personId) ?? 'unknown',
      basis: basisOfApproval(approval),
      document: undefined,
    },
    actor,
    runtime.clock.now(),
  );
}

function reasonToBind({ asset, named }: LiveFile): BoundFile['because'] | undefined {
  if (asset.origin === 'genai') return 'genai';
  if (needsApproval(asset)) return 'temporary';
  if (asset.suspected) return 'suspected';
  return named && asset.origin === 'unknown' ? 'named' : undefined;
}

function termsOf(
  request: ApprovalRequest,
  runtime: Runtime,
): Omit<ApprovalPreview, 'binds' | 'declares' | 'leaves' | 'needsConfirmation'> {
  const now = runtime.clock.now();
  const stated = statedTerms(request, runtime);
  if (request.document === undefined)
    throw usage(
      'An approval needs the written document it rests on.',
      'Give the letter or mail itself with --document FILE.',
    );
  if (stated.terms.decision === 'rejected' && request.until !== undefined)
    throw usage('A refusal has no end.', 'Leave --until away; a later grant is recorded under its own id.');
  const validUntil = request.until === undefined ? undefined : endOf(request.until);
  const validFrom = request.from === undefined ? beginning(now, validUntil) : startOf(request.from);
  if (request.from !== undefined && validUntil !== undefined && validUntil <= validFrom)
    throw usage('The approval would end before it starts.', 'Check --from and --until.');
  return {
    grantedBy: givenText(request.grantedBy, 'The name of who granted it', '--by NAME'),
    document: givenDocument(request.document),
    validFrom,
    validUntil,
    scope: scopeOf(request),
    note: request.note === undefined ? undefined : givenText(request.note, 'The note', '--note TEXT'),
    stated,
    isOutOfReach: restrictsUse(stated) && !asksUses(runtime),
  };
}

/** Now; for an approval recorded after its end, the day before that end, because it must have begun. */
function beginning(now: Instant, validUntil: Instant | undefined): Instant {
  return validUntil === undefined || now < validUntil ? now : dayBefore(validUntil);
}

/** A still is no letter: threats 15. */
async function refuseMediaAsDocument(
  runtime: Runtime,
  document: GivenDocument,
  binds: readonly BoundFile[],
): Promise<void> {
  const sha256 = hashBytes(document.bytes);
  const known = await runtime.registry.assets.byDigest(sha256);
  const isBound = binds.some(({ asset }) => asset.sha256 === sha256);
  if (!isBound && (known === undefined || !MEDIA.has(known.kind))) return;
  throw usage(
    `The document ${document.name} is media of this production, not a written approval.`,
    'Give the letter or mail itself with --document FILE.',
  );
}

function otherBytes(path: RelPath): ProvgateError {
  return new ProvgateError(
    'conflict',
    `${displayPath(path)} is no longer the file that was registered; its new bytes are registered now.`,
    `Look at it with "provgate inspect", make sure it is what was approved, then run the command again.`,
  );
}

function nothingToBind(paths: readonly RelPath[]): ProvgateError {
  const where = paths.length === 1 ? displayPath(paths[0] ?? '') || 'the production' : 'these paths';
  return usage(
    `Nothing in ${where} is GenAI or suspected to be, so there is nothing to approve.`,
    'If a file was made with GenAI, record that first: provgate declare FILE --origin genai --by NAME --basis TEXT',
  );
}

function idsOf(files: readonly BoundFile[]): readonly AssetId[] {
  return [...new Set(files.map(({ asset }) => asset.id))];
}
