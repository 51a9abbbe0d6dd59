import type { Approval } from '../domain/approval.ts';
import type { Instant } from '../domain/asset.ts';
import { approvalJson, type Names, type OpenConditions } from './approval-row.ts';
import { issuerWords, scopeWords, termLines } from './approval-terms.ts';
import { type Colours, PLAIN } from './colours.ts';
import { csvLine, escapeTerminal } from './escape.ts';
import { showInstant } from './instant.ts';
import { plural } from './plural.ts';
import type { ApprovalJson } from './schemas.ts';

/** The register as `provgate.approvals/1`, with what a verb adds to it. */
export function approvalsJson(
  approvals: readonly Approval[],
  names: Names,
  now: Instant,
  open?: OpenConditions,
  more: object = {},
): string {
  const rows = approvals.map((approval) => approvalJson(approval, names, now, open));
  return `${JSON.stringify({ schema: 'provgate.approvals/1', approvals: rows, ...more }, null, 2)}\n`;
}

/** The register for a terminal: one block a record. Yields whole lines. */
export function* approvalsTable(
  approvals: readonly Approval[],
  names: Names,
  now: Instant,
  colours: Colours = PLAIN,
  open?: OpenConditions,
): Generator<string> {
  if (approvals.length === 0) yield 'No approval is recorded.\n';
  for (const approval of approvals) yield* approvalLines(approvalJson(approval, names, now, open), colours);
}

/** One record of the register as a block for a terminal. */
export function* approvalLines(row: ApprovalJson, colours: Colours = PLAIN): Generator<string> {
  const stress = row.state === 'valid' ? colours.good : colours.bad;
  const until = row.validUntil === null ? 'open end' : `until ${showInstant(row.validUntil)}`;
  const when = row.state === 'rejected' ? '' : `  from ${showInstant(row.validFrom)}, ${until}`;
  yield `${colours.strong(escapeTerminal(row.id))}  ${stress(row.state)}${when}\n`;
  const said = row.decision === 'rejected' ? 'refused' : 'granted';
  const people = `${said} by ${issuerWords(row)}, recorded by ${row.recordedBy} on ${showInstant(row.recordedAt)}`;
  yield `  ${escapeTerminal(people)}\n`;
  yield `  ${plural(row.assetIds.length, 'asset')}; ${escapeTerminal(scopeWords(row))}\n`;
  for (const line of termLines(row)) yield `  ${escapeTerminal(line)}\n`;
}

/** The register as CSV with a header line. */
export function* approvalsCsv(
  approvals: readonly Approval[],
  names: Names,
  now: Instant,
  open?: OpenConditions,
): Generator<string> {
  yield csvLine([...COLUMNS, 'assets', 'documentSha256', 'note', 'conditionsOpen', ...TERMS]);
  for (const approval of approvals) {
    const json = approvalJson(approval, names, now, open);
    const cells = COLUMNS.map((column) => json[column]);
    yield csvLine([
      ...cells.map((cell) => (Array.isArray(cell) ? cell.join(' ') : cell)),
      json.assetIds.length,
      json.document.sha256,
      json.note,
      json.conditions.filter(({ met }) => !met).length,
      ...TERMS.map((column) => json[column]),
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
const TERMS = ['decision', 'authority', 'supersedes', 'supersededBy'] as const;
