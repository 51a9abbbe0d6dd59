import { z } from 'zod';
import { PAPER_KINDS, type Paper, type PaperKind } from '../domain/paper.ts';
import type { Runtime } from '../domain/runtime.ts';
import type { FilesPreview } from '../records/about-files.ts';
import { fileCondition } from '../records/select-files.ts';
import { cursorPosition, pageCursor } from './page-cursor.ts';
import { paperSchema, papersJson } from './paper-json.ts';
import { requestPath } from './request-path.ts';
import { noBody, none, pageQuery, paths, words } from './request-schemas.ts';
import type { OperationId } from './roles.ts';
import { type DescribedReply, type Reply, type Route, route } from './route.ts';
import {
  confirmed,
  leftJson,
  leftSchema,
  previewOnly,
  reachedJson,
  reachedSchema,
  requireConfirmed,
} from './seen.ts';

/** Members of a body that say which files are meant, and that a person agreed to them. */
export const choiceFields = {
  paths,
  where: z
    .array(words(200))
    .max(20)
    .optional()
    .describe('Only files that meet these, such as "origin=unknown" or "tool=ComfyUI"'),
  flat: z.boolean().optional().describe('Only files directly in a named folder'),
  preview: previewOnly,
  confirmed,
};

interface Choice {
  readonly paths: readonly string[];
  readonly where?: readonly string[] | undefined;
  readonly flat?: boolean | undefined;
}

/** The same members as records take them. */
export function choiceOf({ production }: Pick<Runtime, 'production'>, { paths, where, flat }: Choice) {
  return {
    paths: paths.map((path) => requestPath(production.root, path)),
    where: where?.map(fileCondition),
    flat,
  };
}

/** What an operation that records a paper about files answers. */
export function aboutFilesReplies(kind: PaperKind): Record<number, DescribedReply> {
  const schema = z
    .object({
      schema: z.literal('provgate.record/1'),
      record: paperSchema(kind).nullable().describe('Null in a preview'),
      bound: z.array(reachedSchema),
      left: z.array(leftSchema),
    })
    .meta({ id: `${named(kind)}AboutFiles` });
  return {
    200: { description: 'What it would be about', schema },
    201: { description: 'Recorded', schema },
  };
}

/** Tells what a paper would be about, or records exactly what was agreed to. */
export async function recordAboutFiles(
  runtime: Runtime,
  agreement: { readonly preview: boolean; readonly confirmed?: readonly string[] | undefined },
  seen: FilesPreview,
  record: (seen: FilesPreview) => Promise<Paper>,
): Promise<Reply> {
  const reached = { bound: seen.binds.map(reachedJson), left: seen.leaves.map(leftJson) };
  const schema = 'provgate.record/1';
  if (agreement.preview) return { kind: 'json', status: 200, body: { schema, record: null, ...reached } };
  requireConfirmed(seen.needsConfirmation, seen.binds, agreement.confirmed);
  const [made] = await papersJson(runtime.registry, [await record(seen)]);
  return { kind: 'json', status: 201, body: { schema, record: made, ...reached } };
}

/** What an operation that records a paper by itself answers. */
export function recordReplies(kind: PaperKind): Record<number, DescribedReply> {
  const schema = recordSchemas.get(kind);
  if (schema === undefined) throw new TypeError(`${kind} is no kind of paper`);
  return { 201: { description: 'Recorded', schema } };
}

/** One schema a kind: several operations answer with the same. */
const recordSchemas: ReadonlyMap<PaperKind, z.ZodType> = new Map(
  PAPER_KINDS.map((kind) => [
    kind,
    z
      .object({ schema: z.literal('provgate.record/1'), record: paperSchema(kind) })
      .meta({ id: `Recorded${named(kind)}` }),
  ]),
);

/** A paper that was just recorded. */
export async function recordReply(runtime: Runtime, paper: Paper): Promise<Reply> {
  const [record] = await papersJson(runtime.registry, [paper]);
  return { kind: 'json', status: 201, body: { schema: 'provgate.record/1', record } };
}

/** An operation that lists papers of a kind, oldest first, the newest of each line. */
export function listPapers(id: OperationId, path: string, kind: PaperKind, summary: string): Route {
  const schema = z
    .object({
      schema: z.literal('provgate.records/1'),
      records: z.array(paperSchema(kind)),
      next: z.string().nullable(),
    })
    .meta({ id: `${named(kind)}Page` });
  return route({
    id,
    method: 'get',
    path,
    summary,
    params: none,
    query: z.strictObject(pageQuery),
    body: noBody,
    replies: { 200: { description: 'One page', schema } },
    handle: async ({ query: { limit, cursor } }, { runtime: { registry } }): Promise<Reply> => {
      const all = await registry.papers.list([kind]);
      const last = cursor === undefined ? undefined : cursorPosition(registry.productionId, cursor);
      const start = all.findIndex(({ recordId }) => recordId === last) + 1;
      const page = all.slice(start, start + limit);
      const end = start + limit < all.length ? page.at(-1)?.recordId : undefined;
      const body = {
        schema: 'provgate.records/1',
        records: await papersJson(registry, page),
        next: end === undefined ? null : pageCursor(registry.productionId, end),
      };
      return { kind: 'json', status: 200, body };
    },
  });
}

/** The name of a kind's schemas. */
function named(kind: PaperKind): string {
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}
