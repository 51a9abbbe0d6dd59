import type { Selectable } from 'kysely';
import type { Asset, AssetId, Sha256 } from '../domain/asset.ts';
import { ERASED_NAME, type PersonId } from '../domain/person.ts';
import { pathFromBytes } from '../files/paths.ts';
import { digestOf, pathDigest } from './digest.ts';
import { type Slots, statement } from './statement.ts';
import type { AssetsTable, Flag, Tx } from './tables.ts';

/** An asset as stored. */
export type AssetRow = Omit<Selectable<AssetsTable>, 'production_id'>;

/** An asset as stored, with the name of whoever overruled a GenAI claim; null where it was erased. */
export type NamedAssetRow = AssetRow & { readonly overruled_name: string | null };

/** Columns of an asset, for queries that read it beside something else. */
export const ASSET_COLUMNS = [
  'assets.id',
  'assets.sha256',
  'assets.size_bytes',
  'assets.kind',
  'assets.format',
  'assets.holds_media',
  'assets.state',
  'assets.state_reason',
  'assets.origin',
  'assets.involvement',
  'assets.suspected',
  'assets.conflict',
  'assets.tool',
  'assets.by_rule_only',
  'assets.overruled_by',
  'assets.temporary',
  'assets.first_seen_at',
  'assets.first_seen_path',
  'assets.engine_version',
  'assets.event_seq',
  'assets.members_sha256',
  'assets.members_whole',
  'assets.evidence_sha256',
] as const;

const byDigest = statement((db, slot: Slots<{ production: number; sha256: Sha256 }>) =>
  db
    .selectFrom('assets')
    .select(ASSET_COLUMNS)
    .where('production_id', '=', slot('production'))
    .where('sha256', '=', slot('sha256')),
);

const byId = statement((db, slot: Slots<{ production: number; id: AssetId }>) =>
  db
    .selectFrom('assets')
    .select(ASSET_COLUMNS)
    .where('production_id', '=', slot('production'))
    .where('id', '=', slot('id')),
);

const personNamed = statement((db, slot: Slots<{ production: number; person: PersonId }>) =>
  db
    .selectFrom('people')
    .select('name')
    .where('production_id', '=', slot('production'))
    .where('person_id', '=', slot('person')),
);

type Stored = AssetRow & { readonly production_id: number };

const insert = statement((db, slot: Slots<Stored>) =>
  db.insertInto('assets').values({
    production_id: slot('production_id'),
    id: slot('id'),
    sha256: slot('sha256'),
    first_seen_at: slot('first_seen_at'),
    first_seen_path: slot('first_seen_path'),
    ...changing(slot),
  }),
);

const update = statement((db, slot: Slots<Stored>) =>
  db
    .updateTable('assets')
    .set(changing(slot))
    .where('production_id', '=', slot('production_id'))
    .where('id', '=', slot('id')),
);

/** Columns that a later reading or statement may change; the others are the asset's identity. */
function changing(slot: Slots<Stored>) {
  return {
    size_bytes: slot('size_bytes'),
    kind: slot('kind'),
    format: slot('format'),
    holds_media: slot('holds_media'),
    state: slot('state'),
    state_reason: slot('state_reason'),
    origin: slot('origin'),
    involvement: slot('involvement'),
    suspected: slot('suspected'),
    conflict: slot('conflict'),
    tool: slot('tool'),
    by_rule_only: slot('by_rule_only'),
    overruled_by: slot('overruled_by'),
    temporary: slot('temporary'),
    engine_version: slot('engine_version'),
    event_seq: slot('event_seq'),
    members_sha256: slot('members_sha256'),
    members_whole: slot('members_whole'),
    evidence_sha256: slot('evidence_sha256'),
  };
}

/** The asset with this digest. */
export async function assetRowByDigest(tx: Tx, sha256: Sha256): Promise<AssetRow | undefined> {
  return (await byDigest(tx, { production: tx.production, sha256 }))[0];
}

/** The asset with this id. */
export async function assetRowById(tx: Tx, id: AssetId): Promise<AssetRow | undefined> {
  return (await byId(tx, { production: tx.production, id }))[0];
}

/** Stores an asset met for the first time. */
export async function insertAsset(tx: Tx, row: AssetRow): Promise<void> {
  await insert(tx, { ...row, production_id: tx.production });
}

/** Stores what changed of an asset. */
export async function updateAsset(tx: Tx, row: AssetRow): Promise<void> {
  await update(tx, { ...row, production_id: tx.production });
}

/** The asset a row stands for, with the name of who overruled it. */
export async function assetOf(tx: Tx, row: AssetRow): Promise<Asset> {
  const person = row.overruled_by;
  if (person === null) return toAsset({ ...row, overruled_name: null });
  const [named] = await personNamed(tx, { production: tx.production, person });
  return toAsset({ ...row, overruled_name: named?.name ?? null });
}

/** The asset a row stands for. Where a name was erased the fact itself stays. */
export function toAsset(row: NamedAssetRow): Asset {
  return {
    id: row.id,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    kind: row.kind,
    format: row.format,
    holdsMedia: row.holds_media === 1,
    state: row.state,
    stateReason: row.state_reason ?? undefined,
    origin: row.origin,
    involvement: row.involvement,
    suspected: row.suspected === 1,
    conflict: row.conflict === 1,
    tool: row.tool ?? undefined,
    byRuleOnly: row.by_rule_only === 1,
    overruledBy: row.overruled_by === null ? undefined : (row.overruled_name ?? ERASED_NAME),
    temporary: row.temporary === 1,
    firstSeenAt: row.first_seen_at,
    firstSeenPath: pathFromBytes(row.first_seen_path),
    engineVersion: row.engine_version,
    eventSeq: row.event_seq,
    ...(row.members_sha256 !== null && {
      memberList: { sha256: row.members_sha256, whole: row.members_whole === 1 },
    }),
  };
}

/** Digest of everything a verdict may rest on, as the event that made the row carries it. */
export function assetDigest(row: AssetRow): Sha256 {
  return digestOf({
    id: row.id,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    kind: row.kind,
    format: row.format,
    holdsMedia: row.holds_media,
    state: row.state,
    stateReason: row.state_reason,
    origin: row.origin,
    involvement: row.involvement,
    suspected: row.suspected,
    conflict: row.conflict,
    tool: row.tool,
    byRuleOnly: row.by_rule_only,
    overruledBy: row.overruled_by,
    temporary: row.temporary,
    firstSeenAt: row.first_seen_at,
    firstSeenPath: pathDigest(pathFromBytes(row.first_seen_path)),
    engineVersion: row.engine_version,
    eventSeq: row.event_seq,
    // Rows made before members were listed keep the digest they had.
    ...((row.members_sha256 !== null || row.members_whole !== null) && {
      membersSha256: row.members_sha256,
      membersWhole: row.members_whole,
    }),
    ...(row.evidence_sha256 !== null && { evidenceSha256: row.evidence_sha256 }),
  });
}

/** The asset id that a text is. */
export function toAssetId(text: string): AssetId {
  return text as AssetId;
}

/** Yes or no as a column holds it. */
export function flag(value: boolean): Flag {
  return value ? 1 : 0;
}
