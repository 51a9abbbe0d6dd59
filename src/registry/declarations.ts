import type { StoredDocument } from '../domain/approval.ts';
import type { Instant } from '../domain/asset.ts';
import type { Declaration } from '../domain/declaration.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { Actor } from '../domain/person.ts';
import type { DeclarationRecords, NewDeclaration } from '../domain/registry.ts';
import { declarationsHold } from './altered-declarations.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import { currentDeclarations, declarationById, requireNewest } from './current-declarations.ts';
import {
  type DeclarationRow,
  declarationDigest,
  declarationRows,
  declaredAssets,
  toDeclaration,
} from './declaration-rows.ts';
import type { DocumentStore } from './documents.ts';
import { foreignText } from './foreign-text.ts';
import { knownAssets } from './known-assets.ts';
import { personId } from './people.ts';
import { reclassify } from './reclassify.ts';
import type { BeginRecording, Recording } from './recording.ts';
import type { Store } from './store.ts';
import { storedText } from './stored-text.ts';

const BASIS_CHARS = 2_000;
const TOOL_CHARS = 200;

/** What named people said of how assets were made. */
export function openDeclarations(
  store: Store,
  begin: BeginRecording,
  documents: DocumentStore,
): DeclarationRecords {
  const prepare = (declaration: NewDeclaration): Prepared => {
    requireBasis(declaration);
    const { document } = declaration;
    return { declaration, document: document === undefined ? undefined : documents.put(document) };
  };
  return {
    async record(declaration, actor, at) {
      const { document } = prepare(declaration);
      return store.write((tx, log) => recordDeclaration(begin(tx, log), declaration, document, actor, at));
    },
    async recordAll(declarations, actor, at) {
      const prepared = declarations.map(prepare);
      return store.write(async (tx, log) => {
        const work = begin(tx, log);
        const recorded: Declaration[] = [];
        for (const { declaration, document } of prepared)
          recorded.push(await recordDeclaration(work, declaration, document, actor, at));
        return recorded;
      });
    },
    of: (id) =>
      store.read(async (tx) => {
        const found: Declaration[] = [];
        for (const row of await declarationRows(tx, id)) {
          found.push(toDeclaration(row, await declaredAssets(tx, row.record_id)));
        }
        return found;
      }),
    byId: (id) => store.read((tx) => declarationById(tx, id)),
    current: (ids) => store.read((tx) => currentDeclarations(tx, ids)),
    altered: (records) =>
      store.read(async (tx) => {
        const holds = new Map<string, boolean>();
        await declarationsHold(tx, records, holds);
        return records.filter((record) => holds.get(record) !== true);
      }),
  };
}

/** A declaration whose document is stored. */
interface Prepared {
  readonly declaration: NewDeclaration;
  readonly document: StoredDocument | undefined;
}

function requireBasis({ basis }: NewDeclaration): void {
  if (basis.trim() !== '') return;
  throw new ProvgateError(
    'usage',
    'The declaration says nothing of what it rests on.',
    'Add a basis, such as "I painted it" or "camera report A012".',
  );
}

async function recordDeclaration(
  work: Recording,
  declaration: NewDeclaration,
  document: StoredDocument | undefined,
  actor: Actor,
  at: Instant,
): Promise<Declaration> {
  const { tx, log, ids } = work;
  const assets = await knownAssets(tx, declaration.assetIds);
  if (declaration.supersedes !== undefined) await requireNewest(tx, declaration.supersedes);
  // What the earlier one said of files this one leaves out no longer stands either.
  const before = declaration.supersedes === undefined ? [] : await declaredAssets(tx, declaration.supersedes);
  const affected = [...new Set([...assets, ...before])];
  const row: DeclarationRow = {
    record_id: ids.next(),
    origin: declaration.origin,
    involvement: declaration.involvement,
    tool: declaration.tool === undefined ? null : foreignText(declaration.tool, TOOL_CHARS),
    declarant: await personId(tx, ids, declaration.declarant),
    recorded_by: actor.personId,
    recorded_at: at,
    basis: foreignText(declaration.basis, BASIS_CHARS),
    document_sha256: document?.sha256 ?? null,
    document_bytes: document?.sizeBytes ?? null,
    document_name: document?.name ?? null,
    use_statement: declaration.use === undefined ? null : storedText(declaration.use),
    supersedes: declaration.supersedes ?? null,
    event_seq: log.nextSeq(),
  };
  const production_id = tx.production;
  await tx.db
    .insertInto('declarations')
    .values({ ...row, production_id })
    .execute();
  for (const some of chunks(assets, LIST_VALUES)) {
    await tx.db
      .insertInto('declaration_assets')
      .values(some.map((asset_id) => ({ production_id, record_id: row.record_id, asset_id })))
      .execute();
  }
  const fields = {
    declaration: row.record_id,
    declarationRow: declarationDigest(row, assets),
    origin: row.origin,
    involvement: row.involvement,
    assets: assets.length,
    document: row.document_sha256,
    ends: row.supersedes ?? undefined,
  };
  await log.append('declaration-recorded', fields, actor, at);
  await reclassify(work, affected, actor, at);
  return toDeclaration(row, assets);
}
