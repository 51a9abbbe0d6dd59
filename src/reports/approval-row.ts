import { type Approval, isRevoked } from '../domain/approval.ts';
import type { Instant } from '../domain/asset.ts';
import type { ApprovalJson } from './schemas.ts';

/** Names of people by their ids. */
export type Names = ReadonlyMap<string, string>;

/** Conditions that are open, in words, by approval record; where it is not told of a record, all of them are. */
export type OpenConditions = ReadonlyMap<string, readonly string[]>;

const NOT_TOLD: OpenConditions = new Map();

/** One record of the register as a row of `provgate.approvals/1`, as it stands at `now`. */
export function approvalJson(
  approval: Approval,
  names: Names,
  now: Instant,
  open: OpenConditions = NOT_TOLD,
): ApprovalJson {
  const { scope, document, revocation, terms } = approval;
  const isOpen = openOf(approval, open);
  return {
    id: approval.id,
    state: standingOf(approval, now, open),
    by: nameOf(approval.grantedBy, names),
    recordedBy: nameOf(approval.recordedBy, names),
    recordedAt: approval.recordedAt,
    validFrom: approval.validFrom,
    validUntil: approval.validUntil ?? null,
    types: listOrNull(scope.types),
    episodes: listOrNull(scope.episodes),
    territories: listOrNull(scope.territories),
    channels: listOrNull(scope.channels),
    document: { sha256: document.sha256, sizeBytes: document.sizeBytes },
    assetIds: [...approval.assetIds],
    note: approval.note ?? null,
    revocation:
      revocation === undefined
        ? null
        : {
            at: revocation.at,
            by: nameOf(revocation.by, names),
            reason: revocation.reason,
            effectiveAt: revocation.effectiveAt ?? revocation.at,
            retroactive: revocation.retroactive === true,
          },
    decision: terms?.decision ?? 'granted',
    rejects: terms?.rejects ?? null,
    authority: terms?.authority ?? 'contact',
    company: terms?.issuerCompany ?? null,
    role: terms?.issuerRole ?? null,
    cut: terms?.cut ?? null,
    derivatives: terms?.derivatives ?? null,
    useCases: listOrNull(terms?.useCases),
    maxProminence: terms?.maxProminence ?? null,
    placements: terms?.placements === undefined ? null : terms.placements.map((place) => ({ ...place })),
    talent: terms?.talent === undefined ? null : terms.talent.map((person) => nameOf(person, names)),
    conditions: (terms?.conditions ?? []).map((text) => ({ text, met: !isOpen.has(text) })),
    declarations: [...(terms?.declarations ?? [])],
    packs: (terms?.packs ?? []).map((pack) => ({ ...pack })),
    supersedes: terms?.supersedes ?? null,
    supersededBy: approval.supersededBy ?? null,
  };
}

/** How an approval stands by itself, whatever it is used for. */
export function standingOf(
  approval: Approval,
  now: Instant,
  open: OpenConditions = NOT_TOLD,
): ApprovalJson['state'] {
  if (approval.terms?.decision === 'rejected') return 'rejected';
  if (isRevoked(approval, now)) return 'revoked';
  if (approval.supersededBy !== undefined) return 'superseded';
  if (now < approval.validFrom) return 'not-yet-valid';
  if (approval.validUntil !== undefined && now >= approval.validUntil) return 'expired';
  return openOf(approval, open).size > 0 ? 'conditions-open' : 'valid';
}

/** The name of a person, where it was not erased. */
export function nameOf(id: string, names: Names): string {
  return names.get(id) ?? 'somebody whose name was erased';
}

function openOf({ recordId, terms }: Approval, open: OpenConditions): ReadonlySet<string> {
  return new Set(open.get(recordId) ?? terms?.conditions ?? []);
}

function listOrNull(values: readonly string[] | undefined): string[] | null {
  return values === undefined ? null : [...values];
}
