import type { AssetId, Location } from '../../domain/asset.ts';
import type { Declaration } from '../../domain/declaration.ts';
import type { Involvement } from '../../domain/origin.ts';
import type { RelPath } from '../../domain/path.ts';
import type { Runtime } from '../../domain/runtime.ts';
import type { UseStatement } from '../../domain/use-statement.ts';
import { inChunks } from '../../gate/chunks.ts';
import { type GivenDocument, usage } from '../given.ts';
import type { LiveFile, Unbound } from '../live.ts';
import { over } from './merge-use.ts';

/** Files one statement is about, and what it says. */
export interface AmendedGroup {
  readonly files: readonly LiveFile[];
  readonly origin: Declaration['origin'];
  readonly involvement: Involvement;
  readonly use: UseStatement | undefined;
  readonly tool: string | undefined;
  readonly basis: string;
  readonly document: GivenDocument | undefined;
  /** The declaration it takes the place of, where it is about all the files of that one. */
  readonly supersedes: string | undefined;
}

/** What a person says anew. */
export interface Amendment {
  readonly origin?: Declaration['origin'] | undefined;
  readonly involvement?: Involvement | undefined;
  readonly tool?: string | undefined;
  readonly basis?: string | undefined;
  readonly document?: GivenDocument | undefined;
}

/**
 * Revisions of what was declared about some files, one for each declaration there is. New bytes at a declared place take over what
 * was said of the bytes before. Files of which nothing was declared are skipped and listed. Throws `usage` where none is left.
 */
export async function amendedGroups(
  runtime: Runtime,
  files: readonly LiveFile[],
  places: ReadonlyMap<RelPath, Location>,
  said: UseStatement,
  amendment: Amendment,
  skips: Unbound[],
): Promise<readonly AmendedGroup[]> {
  const current = await currentFor(runtime, files, places);
  const groups = new Map<string, { readonly before: Declaration; readonly files: LiveFile[] }>();
  for (const file of files) {
    const before =
      current.get(file.asset.id) ?? current.get(places.get(file.path)?.replaced ?? file.asset.id);
    if (before === undefined) {
      skips.push({ path: file.path, reason: 'nothing was declared about it yet' });
      continue;
    }
    const group = groups.get(before.recordId);
    if (group === undefined) groups.set(before.recordId, { before, files: [file] });
    else group.files.push(file);
  }
  if (groups.size === 0)
    throw usage(
      'Nothing was declared about these files that could be revised.',
      'Say how they were made: --origin camera, human or genai, or --use USE-CASE for GenAI.',
    );
  return Promise.all([...groups.values()].map((group) => amended(runtime, group, said, amendment)));
}

async function amended(
  runtime: Runtime,
  { before, files }: { readonly before: Declaration; readonly files: readonly LiveFile[] },
  said: UseStatement,
  amendment: Amendment,
): Promise<AmendedGroup> {
  const origin = amendment.origin ?? before.origin;
  const isSaid = Object.keys(said).length > 0;
  const use = before.use === undefined && !isSaid ? undefined : over(before.use ?? {}, said);
  return {
    files,
    origin,
    involvement:
      amendment.involvement ??
      (origin === before.origin ? before.involvement : origin === 'genai' ? 'full' : 'none'),
    use: origin === 'genai' || before.origin !== 'genai' || isSaid ? use : undefined,
    tool: amendment.tool ?? use?.tool?.name ?? before.tool,
    basis: amendment.basis ?? before.basis,
    document: amendment.document ?? (await documentOf(runtime, before)),
    supersedes: coversAll(before, files) ? before.recordId : undefined,
  };
}

/** The newest declaration about each file, and about the bytes that stood in its place. */
async function currentFor(
  { registry }: Runtime,
  files: readonly LiveFile[],
  places: ReadonlyMap<RelPath, Location>,
): Promise<ReadonlyMap<AssetId, Declaration>> {
  const ids = files.flatMap(({ asset, path }) => [asset.id, places.get(path)?.replaced ?? asset.id]);
  const current = new Map<AssetId, Declaration>();
  for (const chunk of inChunks([...new Set(ids)]))
    for (const [id, declaration] of await registry.declarations.current(chunk)) current.set(id, declaration);
  return current;
}

async function documentOf(
  { registry }: Runtime,
  { document }: Declaration,
): Promise<GivenDocument | undefined> {
  if (document === undefined) return undefined;
  const bytes = await registry.approvals.document(document);
  return bytes === undefined ? undefined : { name: document.name, bytes };
}

function coversAll({ assetIds }: Declaration, files: readonly LiveFile[]): boolean {
  const named = new Set(files.map(({ asset }) => asset.id));
  return assetIds.every((id) => named.has(id));
}
