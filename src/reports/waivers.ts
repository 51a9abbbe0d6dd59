import type { Instant } from '../domain/asset.ts';
import type { Paper } from '../domain/paper.ts';
import { type Names, nameOf } from './approval-row.ts';
import { escapeTerminal } from './escape.ts';
import { showInstant } from './instant.ts';
import { plural } from './plural.ts';

/** Waivers as `provgate.waivers/1`, as they stand at `now`. */
export function waiversJson(waivers: readonly Paper<'waiver'>[], names: Names, now: Instant): string {
  const rows = waivers.map(({ recordId, body, assetIds, recordedAt, recordedBy, documents }) => ({
    id: recordId,
    state: now < body.validUntil ? 'valid' : 'ended',
    codes: body.codes,
    reason: body.reason,
    by: nameOf(body.grantedBy, names),
    owner: nameOf(body.owner, names),
    recordedBy: nameOf(recordedBy, names),
    recordedAt,
    validUntil: body.validUntil,
    assetIds,
    documents: documents.map(({ sha256, sizeBytes }) => ({ sha256, sizeBytes })),
  }));
  return `${JSON.stringify({ schema: 'provgate.waivers/1', waivers: rows }, null, 2)}\n`;
}

/** The same for a terminal. Yields whole lines. */
export function* waiversTable(
  waivers: readonly Paper<'waiver'>[],
  names: Names,
  now: Instant,
): Generator<string> {
  if (waivers.length === 0) yield 'Nothing is waived.\n';
  for (const { recordId, body, assetIds } of waivers) {
    const state = now < body.validUntil ? 'until' : 'ended';
    yield `${recordId}  ${body.codes.join(', ')}  ${state} ${showInstant(body.validUntil)}\n`;
    const people = `granted by ${nameOf(body.grantedBy, names)}, to be fixed by ${nameOf(body.owner, names)}`;
    yield escaped(`  ${plural(assetIds.length, 'file')}; ${people}: ${body.reason}`);
  }
}

function escaped(line: string): string {
  return `${escapeTerminal(line)}\n`;
}
