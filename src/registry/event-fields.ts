import type { RelPath } from '../domain/path.ts';
import type { Assessment } from './assess.ts';
import { type AssetRow, assetDigest } from './asset-rows.ts';
import { pathDigest } from './digest.ts';
import type { EventFields } from './event-log.ts';

/** What an event says of an asset whose row it made: the digest the gate verifies, and the judgement for people who audit. */
export function judgedFields(row: AssetRow): EventFields {
  return { asset: row.id, assetRow: assetDigest(row), sha256: row.sha256, ...judgement(row) };
}

function judgement(row: AssetRow) {
  return {
    origin: row.origin,
    involvement: row.involvement,
    suspected: row.suspected === 1,
    conflict: row.conflict === 1,
    temporary: row.temporary === 1,
    state: row.state,
    engine: row.engine_version,
  };
}

/** What an event says of an asset seen at a path; after newer readers also how it was judged before. */
export function assessedFields(
  path: RelPath,
  { row, before, isRowNew, placedSha256 }: Assessment,
): EventFields {
  const asset: EventFields = isRowNew ? judgedFields(row) : { asset: row.id };
  const reread = before === undefined ? {} : { before: judgement(before) };
  return { ...asset, ...reread, path: pathDigest(path), placedClaims: placedSha256 };
}
