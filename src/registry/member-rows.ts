import type { Selectable } from 'kysely';
import type { AssetId, Sha256 } from '../domain/asset.ts';
import type { Examination } from '../domain/examination.ts';
import type { Member } from '../domain/member.ts';
import { type AssetRow, flag } from './asset-rows.ts';
import { digestOf } from './digest.ts';
import { foreignText } from './foreign-text.ts';
import { type Slots, statement } from './statement.ts';
import type { MembersTable, Tx } from './tables.ts';

/** A member as stored. */
export type MemberRow = Omit<Selectable<MembersTable>, 'production_id' | 'asset_id'>;

/** Columns of a member, for queries. */
export const MEMBER_COLUMNS = [
  'members.n',
  'members.path',
  'members.sha256',
  'members.size_bytes',
  'members.kind',
  'members.format',
  'members.holds_media',
  'members.origin',
  'members.involvement',
  'members.suspected',
  'members.tool',
  'members.unread',
] as const;

const PATH_CHARS = 2_500;
const FORMAT_CHARS = 50;
const TOOL_CHARS = 200;

const insert = statement((db, slot: Slots<MembersTable>) =>
  db.insertInto('members').values({
    production_id: slot('production_id'),
    asset_id: slot('asset_id'),
    n: slot('n'),
    path: slot('path'),
    sha256: slot('sha256'),
    size_bytes: slot('size_bytes'),
    kind: slot('kind'),
    format: slot('format'),
    holds_media: slot('holds_media'),
    origin: slot('origin'),
    involvement: slot('involvement'),
    suspected: slot('suspected'),
    tool: slot('tool'),
    unread: slot('unread'),
  }),
);

const remove = statement((db, slot: Slots<{ production: number; asset: AssetId }>) =>
  db
    .deleteFrom('members')
    .where('production_id', '=', slot('production'))
    .where('asset_id', '=', slot('asset')),
);

/** The rows of a reading, numbered from 1. */
export function memberRows({ members = [] }: Examination): readonly MemberRow[] {
  return members.map((member, index) => ({
    n: index + 1,
    path: foreignText(member.path, PATH_CHARS),
    sha256: member.sha256,
    size_bytes: member.sizeBytes,
    kind: member.kind,
    format: foreignText(member.format, FORMAT_CHARS),
    holds_media: flag(member.holdsMedia),
    origin: member.origin,
    involvement: member.involvement,
    suspected: flag(member.suspected),
    tool: member.tool === undefined ? null : foreignText(member.tool, TOOL_CHARS),
    unread: flag(member.unread),
  }));
}

/** What an asset's row says of its members; nothing where there are none, so that an empty archive counts as one nobody read. */
export function memberColumns(
  rows: readonly MemberRow[],
  { type }: Pick<Examination, 'type'>,
): Pick<AssetRow, 'members_sha256' | 'members_whole'> {
  if (rows.length === 0) return { members_sha256: null, members_whole: null };
  const isWhole = rows.every((row) => row.unread === 0) && (ARCHIVES.has(type.format) || !type.holdsMedia);
  return { members_sha256: listDigest(rows), members_whole: flag(isWhole) };
}

/** Formats that are nothing but packed files; a project is more than the files packed into it. */
const ARCHIVES = new Set(['zip', 'tar', 'gzip', 'zstd']);

/** Digest of a whole list, in the order of its numbers. */
export function listDigest(rows: readonly MemberRow[]): Sha256 {
  return digestOf(
    rows.map((row) => [
      row.path,
      row.sha256,
      row.size_bytes,
      row.kind,
      row.format,
      row.holds_media,
      row.origin,
      row.involvement,
      row.suspected,
      row.tool,
      row.unread,
    ]),
  );
}

/** Stores the members a reading found, in place of those of an earlier one. */
export async function storeMembers(tx: Tx, asset: AssetId, rows: readonly MemberRow[]): Promise<void> {
  await remove(tx, { production: tx.production, asset });
  for (const row of rows) await insert(tx, { ...row, production_id: tx.production, asset_id: asset });
}

/** The member a row stands for. */
export function toMember(row: MemberRow): Member {
  return {
    path: row.path,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    kind: row.kind,
    format: row.format,
    holdsMedia: row.holds_media === 1,
    origin: row.origin,
    involvement: row.involvement,
    suspected: row.suspected === 1,
    tool: row.tool ?? undefined,
    unread: row.unread === 1,
  };
}
