import type { Approval } from '../domain/approval.ts';
import type { Asset, AssetId } from '../domain/asset.ts';
import { type Evidence, rank } from '../domain/evidence.ts';
import type { Involvement } from '../domain/origin.ts';
import type { Runtime } from '../domain/runtime.ts';
import { hashBytes } from '../files/hash.ts';
import { displayPath } from '../files/paths.ts';
import { rangeText, type Sequence, sequenceName } from '../files/sequences.ts';
import type { SidecarFacts } from './xmp-text.ts';

/** Claims a sidecar names, at most. */
const MAX_CLAIMS = 8;
/** How much each involvement says, most first. */
const WEIGHT: readonly Involvement[] = ['full', 'partial', 'derived', 'undetermined', 'assistive', 'none'];

/** What the sidecar of one temporary asset says. */
export async function assetFacts(runtime: Runtime, asset: Asset): Promise<SidecarFacts> {
  const approvals = (await runtime.registry.approvals.forAssets([asset.id])).get(asset.id) ?? [];
  return {
    subject: [
      ['assetId', asset.id],
      ['sha256', asset.sha256],
    ],
    origin: asset.origin,
    involvement: asset.involvement,
    tool: asset.tool,
    approvals: approvals.map(approvalText).sort(),
    policies: policyTexts(runtime),
    evidence: claimTexts(await runtime.registry.assets.evidence(asset.id)),
  };
}

/** What the one sidecar of a sequence says; `temporary` are its temporary frames, never none. */
export async function sequenceFacts(
  runtime: Runtime,
  sequence: Sequence,
  temporary: readonly Asset[],
): Promise<SidecarFacts> {
  const ids = [...new Set(temporary.map((asset) => asset.id))];
  const tools = [...new Set(temporary.flatMap((asset) => asset.tool ?? []))].sort();
  const worst = WEIGHT.find((weight) => temporary.some((asset) => asset.involvement === weight));
  const first = temporary[0];
  return {
    subject: [
      ['sequence', displayPath(sequenceName(sequence))],
      ['frames', rangeText(sequence.ranges)],
      ['temporaryFrames', String(temporary.length)],
      ['framesSha256', hashBytes(temporary.map((asset) => asset.sha256).join('\n'))],
    ],
    origin: temporary.some((asset) => asset.origin === 'genai') ? 'genai' : (first?.origin ?? 'unknown'),
    involvement: worst ?? 'undetermined',
    tool: tools.length === 0 ? undefined : tools.join('; '),
    approvals: await frameApprovals(runtime, ids),
    policies: policyTexts(runtime),
    evidence: first === undefined ? [] : claimTexts(await runtime.registry.assets.evidence(first.id)),
  };
}

async function frameApprovals(runtime: Runtime, ids: readonly AssetId[]): Promise<readonly string[]> {
  const covered = new Map<string, number>();
  const approvals = await runtime.registry.approvals.forAssets(ids);
  for (const ofAsset of approvals.values()) {
    for (const text of new Set(ofAsset.map(approvalText))) covered.set(text, (covered.get(text) ?? 0) + 1);
  }
  return [...covered]
    .map(([text, frames]) => (frames === ids.length ? text : `${text}; ${frames} of ${ids.length} frames`))
    .sort();
}

/** An approval with its scope, so that nobody takes the id alone for a clearance. */
function approvalText(approval: Approval): string {
  const { scope, validUntil, revocation } = approval;
  const parts = [
    approval.id,
    ...(revocation === undefined ? [] : [`revoked ${revocation.at}`]),
    `from ${approval.validFrom}`,
    ...(validUntil === undefined ? [] : [`until ${validUntil}`]),
    ...scopePart('types', scope.types),
    ...scopePart('episodes', scope.episodes),
    ...scopePart('territories', scope.territories),
    ...scopePart('channels', scope.channels),
  ];
  return parts.join('; ');
}

function scopePart(name: string, values: readonly string[] | undefined): readonly string[] {
  return values === undefined ? [] : [`${name} ${[...values].sort().join(' ')}`];
}

function policyTexts(runtime: Runtime): readonly string[] {
  return runtime.policies.map(({ pack }) => `${pack.id} ${pack.version}`).sort();
}

/** GenAI claims of the bytes and of people, by rule and strength, strongest first; never what they read, nor what sidecars say. */
function claimTexts(evidence: readonly Evidence[]): readonly string[] {
  const claims = evidence.filter((claim) => claim.points?.origin === 'genai' && claim.subject !== 'location');
  const texts = [...claims]
    .sort((a, b) => rank(b.strength) - rank(a.strength) || compareText(a.rule, b.rule))
    .map((claim) => `${claim.rule} (${claim.strength})`);
  return [...new Set(texts)].slice(0, MAX_CLAIMS);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
