import { patternsOf } from '../configuration/patterns-of.ts';
import type { Asset, AssetId } from '../domain/asset.ts';
import type { Supplier } from '../domain/configuration.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import type { LocatedAsset } from '../domain/registry.ts';
import type { Runtime } from '../domain/runtime.ts';
import { isUnder, parentOf } from '../files/paths.ts';
import { needsApproval } from '../gate/decision/item-facts.ts';
import { type FolderTally, folderTally } from './folder-tally.ts';

const PAGE = 1000;

/** Files of unknown origin that one answer settles: a sequence, or the files of one format in one folder. */
export interface UnknownGroup {
  readonly folder: RelPath;
  /** The frames, as `shot_####.exr`; undefined for a group that is no sequence. */
  readonly sequence: RelPath | undefined;
  readonly format: string;
  readonly count: number;
  readonly bytes: number;
  readonly first: RelPath;
  /** Programs its files name, as far as samples tell; a hint, never an answer. */
  readonly apps: readonly string[];
  readonly supplier: Supplier | undefined;
}

/** One file that needs an answer of its own. */
export interface OpenQuestion {
  readonly path: RelPath;
  readonly asset: Asset;
  readonly because: 'suspected' | 'conflict' | 'replaced-temporary';
}

/** Everything under a folder of which nobody has said how it was made, the biggest group first. */
export interface UnknownsQueue {
  readonly unknown: number;
  /** How many of them a baseline that still runs lists. */
  readonly listed: number;
  readonly groups: readonly UnknownGroup[];
  readonly questions: readonly OpenQuestion[];
}

/** Goes through the record page by page; what it keeps grows with folders and questions, not with files. Opens no media. */
export async function unknownsQueue(runtime: Runtime, under: RelPath = ROOT): Promise<UnknownsQueue> {
  const { supplierOf } = patternsOf(runtime.production.configuration);
  const groups: UnknownGroup[] = [];
  const questions: OpenQuestion[] = [];
  const open: FolderTally[] = [];
  let unknown = 0;
  let listed = 0;
  const close = async (tally: FolderTally): Promise<void> => {
    for (const { samples, ...group } of tally.groups())
      groups.push({ ...group, apps: await appsOf(runtime, samples) });
  };
  for await (const page of pages(runtime, under)) {
    const replaced = await replacedTemporary(runtime, page);
    const baseline = await listedOf(runtime, page);
    for (const { location, asset } of page) {
      if (asset === undefined || needsApproval(asset)) continue;
      unknown++;
      if (baseline.has(asset.id)) listed++;
      const because = questionOf(asset, location.replaced !== undefined && replaced.has(location.replaced));
      if (because !== undefined) {
        questions.push({ path: location.path, asset, because });
        continue;
      }
      const folder = parentOf(location.path);
      for (let last = open.at(-1); last !== undefined && !isUnder(folder, last.folder); last = open.at(-1)) {
        open.pop();
        await close(last);
      }
      if (open.at(-1)?.folder !== folder) open.push(folderTally(folder));
      open.at(-1)?.add(location.path, asset, supplierOf(location.path));
    }
  }
  for (const tally of open) await close(tally);
  for await (const { location, asset } of otherQuestions(runtime, under))
    if (asset !== undefined)
      questions.push({ path: location.path, asset, because: asset.suspected ? 'suspected' : 'conflict' });
  groups.sort((a, b) => b.count - a.count || (a.first < b.first ? -1 : 1));
  return { unknown, listed, groups, questions };
}

/** Live places of unknown origin in byte order of paths. */
async function* pages(runtime: Runtime, under: RelPath): AsyncGenerator<readonly LocatedAsset[]> {
  let after: RelPath | undefined;
  for (;;) {
    const page = await runtime.registry.assets.list(
      { origin: 'unknown', ...(under === ROOT ? {} : { under }) },
      { limit: PAGE, ...(after === undefined ? {} : { after }) },
    );
    yield page;
    after = page.at(-1)?.location.path;
    if (page.length < PAGE || after === undefined) return;
  }
}

/** Suspected and contradictory files that are not of unknown origin. */
async function* otherQuestions(runtime: Runtime, under: RelPath): AsyncGenerator<LocatedAsset> {
  for (const filter of [{ suspected: true }, { conflict: true }]) {
    let after: RelPath | undefined;
    for (;;) {
      const page = await runtime.registry.assets.list(
        { ...filter, ...(under === ROOT ? {} : { under }) },
        { limit: PAGE, ...(after === undefined ? {} : { after }) },
      );
      for (const row of page) {
        const { asset } = row;
        const isTold = asset?.origin === 'unknown' || (asset?.suspected === true && 'conflict' in filter);
        if (asset !== undefined && !isTold && !needsApproval(asset)) yield row;
      }
      after = page.at(-1)?.location.path;
      if (page.length < PAGE || after === undefined) break;
    }
  }
}

function questionOf(asset: Asset, replacedTemporary: boolean): OpenQuestion['because'] | undefined {
  if (replacedTemporary) return 'replaced-temporary';
  if (asset.suspected) return 'suspected';
  return asset.conflict ? 'conflict' : undefined;
}

/** Assets marked temporary that stood where files of a page stand now. */
async function replacedTemporary(
  { registry }: Runtime,
  page: readonly LocatedAsset[],
): Promise<ReadonlySet<AssetId>> {
  const ids = [...new Set(page.flatMap(({ location }) => location.replaced ?? []))];
  if (ids.length === 0) return new Set();
  const before = await registry.assets.byIds(ids);
  return new Set([...before.values()].filter(({ temporary }) => temporary).map(({ id }) => id));
}

/** Assets of a page that a baseline lists, for as long as it runs. */
async function listedOf(
  { registry, clock }: Runtime,
  page: readonly LocatedAsset[],
): Promise<ReadonlySet<AssetId>> {
  const ids = [...new Set(page.flatMap(({ asset }) => asset?.id ?? []))];
  if (ids.length === 0) return new Set();
  const now = clock.now();
  const papers = await registry.papers.ofAssets(['baseline'], ids);
  return new Set(ids.filter((id) => (papers.get(id) ?? []).some(({ body }) => now < body.until)));
}

async function appsOf({ registry }: Runtime, samples: readonly AssetId[]): Promise<readonly string[]> {
  const apps = new Set<string>();
  for (const id of samples)
    for (const { tool } of await registry.assets.evidence(id)) if (tool !== undefined) apps.add(tool);
  return [...apps].sort();
}
