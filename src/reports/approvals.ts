import type { Approval } from '../domain/approval.ts';
import type { Instant } from '../domain/asset.ts';
import { type Colours, PLAIN } from './colours.ts';
import { csvLine, escapeTerminal } from './escape.ts';
import { showInstant } from './instant.ts';
import { plural } from './plural.ts';
import type { ApprovalJson } from './schemas.ts';

/** Names of people by their ids. */
export type Names = ReadonlyMap<string, string>;

/** One record of the register as a row of `provgate.approvals/1`, as it stands at `now`. */
export function approvalJson(approval: Approval, names: Names, now: Instant): ApprovalJson {
  const { scope, document, revocation } = approval;
  return {
    id: approval.id,
    state: standingOf(approval, now),
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
        : { at: revocation.at, by: nameOf(revocation.by, names), reason: revocation.reason },
  };
}

/** The register as `provgate.approvals/1`. */
export function approvalsJson(approvals: readonly Approval[], names: Names, now: Instant): string {
  const rows = approvals.map((approval) => approvalJson(approval, names, now));
  return `${JSON.stringify({ schema: 'provgate.approvals/1', approvals: rows }, null, 2)}\n`;
}

/** The register for a terminal: one block a record. Yields whole lines. */
export function* approvalsTable(
  approvals: readonly Approval[],
  names: Names,
  now: Instant,
  colours: Colours = PLAIN,
): Generator<string> {
  if (approvals.length === 0) yield 'No approval is recorded.\n';
  for (const approval of approvals) {
    const { revocation } = approval;
    const state = standingOf(approval, now);
    const stress = state === 'valid' ? colours.good : colours.bad;
    const until =
      approval.validUntil === undefined ? 'open end' : `until ${showInstant(approval.validUntil)}`;
    yield `${colours.strong(escapeTerminal(approval.id))}  ${stress(state)}  from ${showInstant(approval.validFrom)}, ${until}\n`;
    const granted = `granted by ${nameOf(approval.grantedBy, names)}, recorded by ${nameOf(approval.recordedBy, names)} on ${showInstant(approval.recordedAt)}`;
    yield `  ${escapeTerminal(granted)}\n`;
    yield `  ${plural(approval.assetIds.length, 'asset')}; ${escapeTerminal(scopeWords(approval))}\n`;
    if (approval.note !== undefined) yield `  ${escapeTerminal(approval.note)}\n`;
    if (revocation !== undefined)
      yield `  ${escapeTerminal(`withdrawn on ${showInstant(revocation.at)} by ${nameOf(revocation.by, names)}: ${revocation.reason}`)}\n`;
  }
}

/** The register as CSV with a header line. */
export function* approvalsCsv(approvals: readonly Approval[], names: Names, now: Instant): Generator<string> {
  yield csvLine([...COLUMNS, 'assets', 'documentSha256', 'note']);
  for (const approval of approvals) {
    const json = approvalJson(approval, names, now);
    const cells = COLUMNS.map((column) => json[column]);
    yield csvLine([
      ...cells.map((cell) => (Array.isArray(cell) ? cell.join(' ') : cell)),
      json.assetIds.length,
      json.document.sha256,
      json.note,
    ]);
  }
}

const COLUMNS = [
  'id',
  'state',
  'by',
  'recordedBy',
  'recordedAt',
  'validFrom',
  'validUntil',
  'types',
  'episodes',
  'territories',
  'channels',
] as const;

/** How an approval stands by itself, whatever it is used for. */
function standingOf(approval: Approval, now: Instant): ApprovalJson['state'] {
  if (approval.revocation !== undefined) return 'revoked';
  if (now < approval.validFrom) return 'not-yet-valid';
  return approval.validUntil !== undefined && now >= approval.validUntil ? 'expired' : 'valid';
}

/** What an approval is restricted to, in words. */
function scopeWords({ scope }: Pick<Approval, 'scope'>): string {
  const parts = [
    ...part('for', scope.types),
    ...part('episode', scope.episodes),
    ...part('in', scope.territories),
    ...part('on', scope.channels),
  ];
  return parts.length === 0 ? 'every use of this title' : parts.join(', ');
}

function part(word: string, values: readonly string[] | undefined): readonly string[] {
  return values === undefined ? [] : [`${word} ${values.join(' or ')}`];
}

function listOrNull(values: readonly string[] | undefined): string[] | null {
  return values === undefined ? null : [...values];
}

function nameOf(id: string, names: Names): string {
  return names.get(id) ?? 'somebody whose name was erased';
}
