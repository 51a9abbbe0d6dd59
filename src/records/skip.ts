import type { Asset, Location } from '../domain/asset.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { inChunks } from '../gate/chunks.ts';
import { needsApproval } from '../gate/decision/item-facts.ts';
import type { LiveFile } from './live.ts';

/** Where each file stands now. */
export async function placesOf(
  runtime: Runtime,
  files: readonly LiveFile[],
): Promise<ReadonlyMap<RelPath, Location>> {
  const places = new Map<RelPath, Location>();
  for (const chunk of inChunks(files)) {
    const found = await runtime.registry.locations.at(chunk.map(({ path }) => path));
    for (const [path, { location }] of found) places.set(path, location);
  }
  return places;
}

/** Why a statement about many files that they are no GenAI does not reach this one; undefined where it does (threats 9). */
export async function reasonToSkip(
  runtime: Runtime,
  asset: Asset,
  place: Location | undefined,
): Promise<string | undefined> {
  if (asset.origin === 'genai') return 'it carries a GenAI claim; answer for it alone, with a document';
  if (needsApproval(asset)) return 'it is marked TEMPORARY; answer for it alone, with a document';
  if (asset.suspected) return 'it is suspected; answer for it alone';
  if (asset.conflict) return 'the signs on it contradict each other; answer for it alone';
  if (place?.replaced === undefined) return undefined;
  const before = await runtime.registry.assets.byId(place.replaced);
  return before?.temporary === true
    ? 'it stands where temporary GenAI stood; answer for it alone'
    : undefined;
}
