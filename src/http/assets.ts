import { z } from 'zod';
import type { Asset, AssetId } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import { comparableId } from '../domain/lineage.ts';
import type { AssetFilter } from '../domain/registry.ts';
import type { Runtime } from '../domain/runtime.ts';
import { pathBytes, pathFromBytes } from '../files/paths.ts';
import { type AssetReport, assetJson } from '../reports/asset-json.ts';
import { listRow } from '../reports/list-rows.ts';
import { assetSchema, assetsSchema } from '../reports/schemas.ts';
import { assetReport, livePlaces } from './asset-report.ts';
import { cursorPosition, pageCursor } from './page-cursor.ts';
import { requestPath } from './request-path.ts';
import { idParams, noBody, none, pageQuery } from './request-schemas.ts';
import { json, type Route, route } from './route.ts';
import { notShown } from './thumbnail-process.ts';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const listQuery = z.strictObject({
  under: z.string().max(4096).optional().describe('A folder or file, relative to the media root'),
  origin: z.enum(['camera', 'human', 'genai', 'unknown']).optional(),
  temporary: flag.optional(),
  suspected: flag.optional(),
  conflict: flag.optional(),
  state: z.enum(['ok', 'unreadable', 'incomplete', 'unsupported']).optional(),
  tool: z.string().max(200).optional(),
  generationId: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Only assets that carry this job, document or label id'),
  ...pageQuery,
});
const pageSchema = assetsSchema.extend({ next: z.string().nullable() }).meta({ id: 'AssetPage' });
/** One asset whole, `provgate.asset/1`. */
export const wholeSchema = assetSchema.meta({ id: 'Asset' });

export const assetRoutes: readonly Route[] = [
  route({
    id: 'listAssets',
    method: 'get',
    path: '/assets',
    summary: 'Assets at their places, in the order of their paths',
    params: none,
    query: listQuery,
    body: noBody,
    replies: {
      200: { description: 'One page; `next` is the cursor of the following one', schema: pageSchema },
    },
    handle: async ({ query }, { runtime }) => {
      const { limit, cursor } = query;
      const after = cursor === undefined ? undefined : cursorPosition(runtime.registry.productionId, cursor);
      const page = after === undefined ? { limit } : { limit, after: pathFromBytes(pathBytes(after)) };
      const rows = await runtime.registry.assets.list(filterOf(runtime, query), page);
      const last = rows.length === limit ? rows.at(-1) : undefined;
      return json(200, pageSchema, {
        schema: 'provgate.assets/1',
        items: rows.map(listRow),
        next: last === undefined ? null : pageCursor(runtime.registry.productionId, last.location.path),
      });
    },
  }),
  route({
    id: 'showAsset',
    method: 'get',
    path: '/assets/{id}',
    summary: 'One asset whole, with its evidence',
    params: idParams,
    query: z.strictObject({
      verdict: flag
        .optional()
        .describe('Also judge it for a final where it is now, which may read all its bytes'),
    }),
    body: noBody,
    replies: { 200: { description: 'The asset', schema: wholeSchema } },
    handle: async ({ params, query }, { runtime, judging }) => {
      const asset = await assetById(runtime, params.id);
      const isJudged = query.verdict === true;
      const report = (): Promise<AssetReport> => assetReport(runtime, asset, isJudged);
      return json(200, wholeSchema, assetJson(await (isJudged ? judging.run(report) : report())));
    },
  }),
  route({
    id: 'showThumbnail',
    method: 'get',
    path: '/assets/{id}/thumbnail',
    summary: 'A small picture of an asset',
    params: idParams,
    query: z.strictObject({ edge: z.coerce.number().int().min(16).max(1024).default(320) }),
    body: noBody,
    replies: { 200: { description: 'A WebP picture', type: 'image/webp' } },
    handle: async ({ params, query }, { runtime, thumbnails }) => {
      const asset = await assetById(runtime, params.id);
      const place = livePlaces(await runtime.registry.locations.of(asset.id))[0];
      if (place === undefined) throw notShown('The file is gone.');
      const bytes = await thumbnails.of(asset, place, query.edge);
      // The id stands for exactly these bytes, so the picture never changes.
      const headers = { 'cache-control': 'private, max-age=86400, immutable' };
      return { kind: 'bytes', type: 'image/webp', bytes, headers };
    },
  }),
];

async function assetById(runtime: Runtime, id: string): Promise<Asset> {
  const asset = await runtime.registry.assets.byId(id as AssetId);
  if (asset !== undefined) return asset;
  throw new ProvgateError('not-found', 'There is no asset with this id.', 'Take the id from a listing.');
}

function filterOf(runtime: Runtime, query: z.output<typeof listQuery>): AssetFilter {
  const { under, origin, temporary, suspected, conflict, state, tool, generationId } = query;
  return {
    ...(under === undefined ? {} : { under: requestPath(runtime.production.root, under) }),
    ...(origin === undefined ? {} : { origin }),
    ...(temporary === undefined ? {} : { temporary }),
    ...(suspected === undefined ? {} : { suspected }),
    ...(conflict === undefined ? {} : { conflict }),
    ...(state === undefined ? {} : { state }),
    ...(tool === undefined ? {} : { tool }),
    ...(generationId === undefined ? {} : { generationId: comparableId(generationId) ?? '' }),
  };
}
