import type { AssetId } from '../domain/asset.ts';
import type { Paper } from '../domain/paper.ts';
import type { Runtime } from '../domain/runtime.ts';
import { inChunks } from '../gate/chunks.ts';
import {
  assetsOf,
  type FilesPreview,
  type FilesRequest,
  filesAbout,
  requireAgreement,
  unlessTouched,
} from './about-files.ts';
import { givenText } from './given.ts';
import { recordOne } from './record-one.ts';

/** A named person's answer whether generated elements matter to the story. */
export interface JudgementRequest extends FilesRequest {
  readonly outcome: 'incidental' | 'story_relevant';
  readonly by: string;
  readonly reason: string;
}

/** The files an answer would be about: those whose use was declared. Throws `usage` where none was. */
export async function previewJudgement(runtime: Runtime, request: JudgementRequest): Promise<FilesPreview> {
  const found = await filesAbout(runtime, request, unlessTouched);
  const declared = new Set<AssetId>();
  for (const chunk of inChunks(assetsOf(found)))
    for (const [id, { use }] of await runtime.registry.declarations.current(chunk))
      if (use !== undefined) declared.add(id);
  const binds = found.binds.filter(({ asset }) => declared.has(asset.id));
  const undeclared = found.binds.filter(({ asset }) => !declared.has(asset.id));
  const leaves = [
    ...found.leaves,
    ...undeclared.map(({ path }) => ({ path, reason: 'nobody has said how GenAI was used in it' })),
  ];
  if (binds.length > 0) return { ...found, binds, leaves };
  return filesAbout(
    runtime,
    request,
    () =>
      'nobody has said yet how GenAI was used in it; say that first with "provgate declare --use background"',
  );
}

/** Records who decided and why. A later answer about the same files counts in place of an earlier one. */
export async function answerJudgement(
  runtime: Runtime,
  request: JudgementRequest,
  preview?: FilesPreview,
): Promise<Paper<'judgement'>> {
  const { registry } = runtime;
  const by = givenText(request.by, 'The name of who decides', '--by NAME');
  const reason = givenText(request.reason, 'The reason', '--reason TEXT');
  const agreed = preview ?? (await previewJudgement(runtime, request));
  requireAgreement(agreed, request);
  return recordOne(runtime, {
    kind: 'judgement',
    body: { outcome: request.outcome, reason, by: await registry.people.idOf(by) },
    assetIds: assetsOf(agreed),
    about: [],
    documents: [],
  });
}
