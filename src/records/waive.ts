import type { FindingCode } from '../domain/finding.ts';
import type { Paper } from '../domain/paper.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { inChunks } from '../gate/chunks.ts';
import {
  assetsOf,
  type FilesPreview,
  type FilesRequest,
  filesAbout,
  requireAgreement,
} from './about-files.ts';
import { endOf } from './dates.ts';
import { type GivenDocument, givenDocument, givenText, usage } from './given.ts';
import type { LiveFile } from './live.ts';
import { recordOne } from './record-one.ts';
import { refuse } from './refuse.ts';
import { type ScopeRequest, scopeOf } from './terms/approval-scope.ts';
import { makersOf } from './terms/makers.ts';

/** A waiver as a person asks to have it recorded; dates and scope as typed. */
export interface WaiverRequest extends FilesRequest, ScopeRequest {
  readonly codes: readonly string[];
  readonly grantedBy: string;
  readonly reason: string;
  readonly until: string;
  readonly document: GivenDocument | undefined;
  /** Who sees to it that it is fixed by then; by default who records it. */
  readonly owner?: string | undefined;
}

const DAY_MS = 86_400_000;
/** What nothing sets aside, whatever a pack says. */
const NEVER = ['HST-', 'INT-', 'FIL-', 'GAT-', 'APR-'];

/**
 * The files a waiver would be about. Throws `usage` for a code no policy lets be waived, for one that lasts too long, and where no
 * file is left: what is suspected, or replaced temporary GenAI, is never waived (threats 33).
 */
export async function previewWaiver(runtime: Runtime, request: WaiverRequest): Promise<FilesPreview> {
  termsOf(runtime, request);
  const found = await filesAbout(runtime, request, reasonToLeave);
  const replaced = await temporaryBefore(
    runtime,
    found.binds.map(({ path }) => path),
  );
  const binds = found.binds.filter(({ path }) => !replaced.has(path));
  const because = 'it stands where temporary GenAI stood; answer for it instead';
  if (binds.length === 0)
    throw usage(
      `No file is left: ${because}.`,
      'What replaced temporary GenAI is answered with provgate declare, never waived.',
    );
  const leaves = [...found.leaves, ...[...replaced].map((path) => ({ path, reason: because }))];
  return { ...found, binds, leaves };
}

/** Records a waiver of exactly what the preview showed. Throws `forbidden` for who made the files, or has no right to waive. */
export async function waive(
  runtime: Runtime,
  request: WaiverRequest,
  preview?: FilesPreview,
): Promise<Paper<'waiver'>> {
  const agreed = preview ?? (await previewWaiver(runtime, request));
  requireAgreement(agreed, request);
  const { registry, actor } = runtime;
  const { codes, reason, validUntil, document, scope, grantedBy } = termsOf(runtime, request);
  const assetIds = assetsOf(agreed);
  await requireRole(runtime);
  const makers = await makersOf(runtime, assetIds);
  if (makers.isNamed(grantedBy) || makers.isActing)
    await refuse(
      runtime,
      'self-waiver',
      'Who made or declared a file cannot also waive what was found on it.',
      'Somebody else must grant and record the waiver.',
    );
  const owner = request.owner === undefined ? actor.personId : await registry.people.idOf(request.owner);
  const paper = await recordOne(runtime, {
    kind: 'waiver',
    body: { codes, scope, reason, owner, grantedBy: await registry.people.idOf(grantedBy), validUntil },
    assetIds,
    about: [],
    documents: [document],
  });
  if (paper.kind !== 'waiver') throw new Error('a waiver was recorded as something else');
  return paper;
}

/** Where people act through accounts, only an approver waives. */
async function requireRole(runtime: Runtime): Promise<void> {
  const { registry, actor } = runtime;
  const own = (await registry.tokens.list()).filter(({ personId }) => personId === actor.personId);
  const may = own.some(
    ({ role, revokedAt }) => revokedAt === undefined && (role === 'approver' || role === 'admin'),
  );
  if (own.length === 0 || may) return;
  await refuse(
    runtime,
    'waiver-without-role',
    'Your account may not waive anything.',
    'Ask an approver to record the waiver.',
  );
}

function termsOf(runtime: Pick<Runtime, 'policies' | 'clock'>, request: WaiverRequest) {
  const codes = [...new Set(request.codes.map((text) => text.trim().toUpperCase()))].sort();
  if (codes.length === 0)
    throw usage('No code was named.', 'Say what is set aside with --code, such as --code NTF-001.');
  const guidances = runtime.policies.flatMap(({ pack }) => pack.guidance ?? []);
  const waivable = new Set<string>(guidances.flatMap((guidance) => guidance.waivable).filter(mayBeWaived));
  const wrong = codes.find((code) => !waivable.has(code));
  if (wrong !== undefined)
    throw usage(
      `${wrong} cannot be waived.`,
      waivable.size === 0
        ? 'No policy of this production lets anything be waived.'
        : `These can be: ${[...waivable].sort().join(', ')}.`,
    );
  if (request.document === undefined)
    throw usage('A waiver needs the written document it rests on.', 'Give it with --document FILE.');
  const validUntil = endOf(request.until);
  const now = runtime.clock.now();
  const days = Math.min(...guidances.map((guidance) => guidance.waiverMaxDays));
  if (validUntil <= now)
    throw usage('The waiver would be over already.', 'Give a later day with --until DATE.');
  if (Date.parse(validUntil) > Date.parse(now) + (days + 1) * DAY_MS)
    throw usage(
      `A waiver lasts ${days} days at most.`,
      'Give an earlier day with --until DATE, and fix what it sets aside by then.',
    );
  return {
    codes,
    validUntil,
    scope: scopeOf(request),
    reason: givenText(request.reason, 'The reason', '--reason TEXT'),
    grantedBy: givenText(request.grantedBy, 'The name of who granted it', '--by NAME'),
    document: givenDocument(request.document),
  };
}

function mayBeWaived(code: FindingCode): boolean {
  return !NEVER.some((area) => code.startsWith(area));
}

function reasonToLeave({ asset }: LiveFile): string | undefined {
  if (asset.suspected) return 'it is suspected; answer for it instead';
  return asset.conflict ? 'the signs on it contradict each other; answer for it instead' : undefined;
}

/** Those of the paths where temporary GenAI stood before other bytes. */
async function temporaryBefore(
  { registry }: Runtime,
  paths: readonly RelPath[],
): Promise<ReadonlySet<RelPath>> {
  const found = new Set<RelPath>();
  for (const chunk of inChunks(paths))
    for (const [path, { location }] of await registry.locations.at(chunk)) {
      if (location.replaced === undefined || location.replaced === location.assetId) continue;
      const before = await registry.assets.byId(location.replaced);
      if (before?.temporary === true) found.add(path);
    }
  return found;
}
