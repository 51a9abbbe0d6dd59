import type { Selectable } from 'kysely';
import type { AssetId, Sha256 } from '../domain/asset.ts';
import type { Declaration } from '../domain/declaration.ts';
import type { UseStatement } from '../domain/use-statement.ts';
import { digestOf } from './digest.ts';
import { endedDeclarations } from './ended.ts';
import type { DeclaredStatement } from './judge.ts';
import { type Slots, statement } from './statement.ts';
import type { DeclarationsTable, Tx } from './tables.ts';

/** A declaration as stored, without its assets. */
export type DeclarationRow = Omit<Selectable<DeclarationsTable>, 'production_id'>;

/** Columns of a declaration. */
export const DECLARATION_COLUMNS = [
  'declarations.record_id',
  'declarations.origin',
  'declarations.involvement',
  'declarations.tool',
  'declarations.declarant',
  'declarations.recorded_by',
  'declarations.recorded_at',
  'declarations.basis',
  'declarations.document_sha256',
  'declarations.document_bytes',
  'declarations.document_name',
  'declarations.use_statement',
  'declarations.supersedes',
  'declarations.event_seq',
] as const;

const ofAsset = statement((db, slot: Slots<{ production: number; asset: AssetId }>) =>
  db
    .selectFrom('declaration_assets')
    .innerJoin('declarations', (join) =>
      join
        .onRef('declarations.production_id', '=', 'declaration_assets.production_id')
        .onRef('declarations.record_id', '=', 'declaration_assets.record_id'),
    )
    .select(DECLARATION_COLUMNS)
    .where('declaration_assets.production_id', '=', slot('production'))
    .where('declaration_assets.asset_id', '=', slot('asset')),
);

const assetsOf = statement((db, slot: Slots<{ production: number; record: string }>) =>
  db
    .selectFrom('declaration_assets')
    .select('asset_id')
    .where('production_id', '=', slot('production'))
    .where('record_id', '=', slot('record')),
);

/** Declarations about an asset, oldest first. */
export async function declarationRows(tx: Tx, asset: AssetId): Promise<readonly DeclarationRow[]> {
  const rows = await ofAsset(tx, { production: tx.production, asset });
  return [...rows].sort((a, b) => a.event_seq - b.event_seq);
}

/** The assets a declaration speaks of, in order of their ids. */
export async function declaredAssets(tx: Tx, record: string): Promise<readonly AssetId[]> {
  const rows = await assetsOf(tx, { production: tx.production, record });
  return rows.map((row) => row.asset_id).sort();
}

/**
 * Declarations about an asset as classification weighs them. Who said camera or human and was revised or took it back says nothing any
 * more; a statement that GenAI was used goes on counting, so that taking it back makes nothing milder.
 */
export async function statementsOf(tx: Tx, asset: AssetId): Promise<readonly DeclaredStatement[]> {
  const rows = await declarationRows(tx, asset);
  const clearing = rows.filter((row) => row.origin !== 'genai').map((row) => row.record_id);
  const ended = await endedDeclarations(tx, clearing);
  return rows.filter((row) => !ended.has(row.record_id)).map(toStatement);
}

/** A declaration as classification weighs it. */
export function toStatement(row: DeclarationRow): DeclaredStatement {
  return {
    recordId: row.record_id,
    origin: row.origin,
    involvement: row.involvement,
    tool: row.tool ?? undefined,
    declarantName: row.declarant,
    hasBasis: row.basis !== '',
    hasDocument: row.document_sha256 !== null,
    seq: row.event_seq,
  };
}

/** The declaration a row and its assets stand for. */
export function toDeclaration(row: DeclarationRow, assetIds: readonly AssetId[]): Declaration {
  const { document_sha256: sha256, document_bytes: sizeBytes, document_name: name } = row;
  return {
    recordId: row.record_id,
    assetIds,
    origin: row.origin,
    involvement: row.involvement,
    tool: row.tool ?? undefined,
    declarant: row.declarant,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    basis: row.basis,
    document:
      sha256 === null || sizeBytes === null || name === null ? undefined : { sha256, sizeBytes, name },
    use: row.use_statement === null ? undefined : useOf(row.use_statement),
    supersedes: row.supersedes ?? undefined,
    eventSeq: row.event_seq,
  };
}

/** Digest of what was said, of which assets, by whom and on what basis. */
export function declarationDigest(row: DeclarationRow, assetIds: readonly AssetId[]): Sha256 {
  return digestOf({
    record: row.record_id,
    origin: row.origin,
    involvement: row.involvement,
    tool: row.tool,
    declarant: row.declarant,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    basis: row.basis,
    document: row.document_sha256,
    documentBytes: row.document_bytes,
    documentName: row.document_name,
    ...(row.use_statement === null ? {} : { use: row.use_statement }),
    ...(row.supersedes === null ? {} : { supersedes: row.supersedes }),
    assets: assetIds,
    eventSeq: row.event_seq,
  });
}

/** The text was written by us from a typed value, and its digest stands in the log. */
function useOf(text: string): UseStatement {
  const use: UseStatement = JSON.parse(text);
  return use;
}
