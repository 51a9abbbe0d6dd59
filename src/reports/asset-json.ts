import type { Asset, Location, ReadState, Sha256 } from '../domain/asset.ts';
import type { CheckItem, Verified } from '../domain/check.ts';
import type { Classification } from '../domain/classification.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { MediaKind } from '../domain/media.ts';
import type { Member } from '../domain/member.ts';
import type { RelPath } from '../domain/path.ts';
import { findingJson, pathJson } from './check-json.ts';
import { notChecked } from './evidence-words.ts';
import type { AssetJson, EvidenceJson } from './schemas.ts';
import { shownPath } from './words.ts';

/** A declaration with the names of the people in it. */
export interface NamedDeclaration {
  readonly origin: Classification['origin'];
  readonly involvement: Classification['involvement'];
  readonly tool: string | undefined;
  readonly declarant: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly basis: string;
  readonly documentSha256: Sha256 | undefined;
  /** A later statement stands in its place. */
  readonly isReplaced?: boolean;
}

/** One file whole, as `show` and `inspect` print it; `judged`, `declarations` and `locations` need a production. */
export interface AssetReport extends Classification {
  readonly path: RelPath;
  readonly assetId: Asset['id'] | undefined;
  readonly sha256: Sha256 | undefined;
  readonly sizeBytes: number | undefined;
  readonly kind: MediaKind | undefined;
  readonly format: string | undefined;
  readonly verified: Verified | undefined;
  readonly temporary: boolean;
  readonly state: ReadState;
  readonly stateReason: string | undefined;
  readonly evidence: readonly Evidence[];
  readonly judged?: Pick<CheckItem, 'approvals' | 'clearance' | 'verdict' | 'findings'>;
  readonly declarations?: readonly NamedDeclaration[];
  readonly locations?: readonly Location[];
  /** Files inside it, each as the worst of its own marks and what is known of its bytes. */
  readonly members?: readonly Member[];
  /** Ids of its generation that other files carry as well, with where those are now. */
  readonly sharedIds?: readonly SharedGeneration[];
}

/** An id of one generation and the other places it was found at. */
export interface SharedGeneration {
  readonly id: string;
  readonly paths: readonly RelPath[];
}

/** One file as `provgate.asset/1`. */
export function assetJson(report: AssetReport): AssetJson {
  const { judged, declarations, locations, overruledBy } = report;
  return {
    schema: 'provgate.asset/1',
    ...factsJson(report),
    ...(judged === undefined
      ? {}
      : {
          approvals: judged.approvals.map(({ id, state }) => ({ id, state })),
          ...(judged.clearance === undefined ? {} : { clearance: { ...judged.clearance } }),
          verdict: judged.verdict,
          findings: judged.findings.map((finding) => findingJson(finding, report.path)),
          uses: [],
        }),
    state: report.state,
    stateReason: report.stateReason ?? null,
    evidence: report.evidence.map(evidenceJson),
    notChecked: [...notChecked(report.evidence)],
    ...(overruledBy === undefined ? {} : { overruled: { by: overruledBy } }),
    ...membersJson(report.members ?? []),
    ...(declarations === undefined ? {} : { declarations: declarations.map(declarationJson) }),
    ...(report.sharedIds === undefined
      ? {}
      : {
          sharedIds: report.sharedIds.map(({ id, paths }) => ({ id, paths: paths.map(shownPath) })),
        }),
    ...(locations === undefined
      ? {}
      : {
          locations: locations.map(({ path, from, to }) => ({ path: shownPath(path), from, to: to ?? null })),
        }),
  };
}

/** Most members a report lists; those that matter come first, and all are counted. */
export const MOST_MEMBERS = 1_000;

function membersJson(members: readonly Member[]): Pick<AssetJson, 'members' | 'memberCount'> {
  if (members.length === 0) return {};
  const listed = weightiestFirst(members).slice(0, MOST_MEMBERS);
  return {
    memberCount: members.length,
    members: listed.map(({ path, sha256, sizeBytes, format, origin, suspected }) => ({
      path,
      sha256,
      sizeBytes,
      format,
      origin,
      suspected,
    })),
  };
}

/** GenAI and suspected members before the others, otherwise in the order met. */
export function weightiestFirst(members: readonly Member[]): readonly Member[] {
  const matters = members.filter(isTelling);
  return [...matters, ...members.filter((member) => !isTelling(member))];
}

/** Whether a member weighs on a verdict. */
export function isTelling({ origin, suspected, unread }: Member): boolean {
  return origin === 'genai' || suspected || unread;
}

/** The members every report of an asset shares, from path to tool. */
export function factsJson(
  report: Omit<AssetReport, 'evidence' | 'overruledBy' | 'byRuleOnly' | 'state' | 'stateReason'>,
) {
  return {
    ...pathJson(report.path),
    assetId: report.assetId ?? null,
    sha256: report.sha256 ?? null,
    sizeBytes: report.sizeBytes ?? null,
    kind: report.kind ?? null,
    format: report.format ?? null,
    verified: report.verified ?? null,
    origin: report.origin,
    involvement: report.involvement,
    suspected: report.suspected,
    conflict: report.conflict,
    temporary: report.temporary,
    tool: report.tool ?? null,
  };
}

/** One piece of evidence as JSON. */
export function evidenceJson(evidence: Evidence): EvidenceJson {
  return {
    reader: evidence.reader,
    readerVersion: evidence.readerVersion,
    rule: evidence.rule,
    points: evidence.points ?? null,
    strength: evidence.strength,
    where: evidence.where,
    excerpt: evidence.excerpt,
    tool: evidence.tool ?? null,
    status: evidence.status,
    ...(evidence.kept === true && { kept: true }),
  };
}

function declarationJson(declaration: NamedDeclaration): NonNullable<AssetJson['declarations']>[number] {
  const { origin, involvement, declarant, recordedBy, recordedAt, basis, tool, documentSha256 } = declaration;
  const said = { origin, involvement, declarant, recordedBy, recordedAt, basis };
  return { ...said, tool: tool ?? null, document: documentSha256 ?? null };
}
