import type { Paper } from '../domain/paper.ts';
import type { Runtime } from '../domain/runtime.ts';
import { needsApproval } from '../gate/decision/item-facts.ts';
import {
  assetsOf,
  type FilesPreview,
  type FilesRequest,
  filesAbout,
  requireAgreement,
} from './about-files.ts';
import { endOf } from './dates.ts';
import { type GivenDocument, givenDocument, givenText, usage } from './given.ts';
import type { LiveFile } from './live.ts';
import { recordOne } from './record-one.ts';

/** A list of today's unknown files that are not to fail until a date, as a person asks to have it recorded. */
export interface BaselineRequest extends FilesRequest {
  readonly by: string;
  readonly until: string;
  readonly reason?: string | undefined;
  /** What they are listed on: a delivery note, a mail. */
  readonly document: GivenDocument;
}

/** The files a baseline would list: those of unknown origin and nothing more; what is suspected needs an answer of its own. */
export function previewBaseline(runtime: Runtime, request: BaselineRequest): Promise<FilesPreview> {
  return filesAbout(runtime, request, otherThanUnknown);
}

/** Records the list. It binds today's bytes: a file that comes later, or changes, is not in it. Throws `usage` for a date that is past. */
export async function recordBaseline(
  runtime: Runtime,
  request: BaselineRequest,
  preview?: FilesPreview,
): Promise<Paper<'baseline'>> {
  const { registry, clock } = runtime;
  const by = givenText(request.by, 'The name of who answers for it', '--by NAME');
  const until = endOf(request.until);
  if (until <= clock.now())
    throw usage(`${request.until} is past.`, 'Give the last day it may stand with --until DATE.');
  const document = givenDocument(request.document);
  const agreed = preview ?? (await previewBaseline(runtime, request));
  requireAgreement(agreed, request);
  const { reason } = request;
  return recordOne(runtime, {
    kind: 'baseline',
    body: {
      by: await registry.people.idOf(by),
      reason: reason === undefined ? undefined : givenText(reason, 'The reason', '--reason TEXT'),
      until,
    },
    assetIds: assetsOf(agreed),
    about: [],
    documents: [document],
  });
}

function otherThanUnknown({ asset }: LiveFile): string | undefined {
  if (asset.suspected) return 'it is suspected; answer for it alone';
  if (asset.conflict) return 'the signs on it contradict each other; answer for it alone';
  if (needsApproval(asset)) return 'it is GenAI or marked TEMPORARY';
  return asset.origin === 'unknown' ? undefined : `its origin is ${asset.origin}`;
}
