import type { Approval } from '../domain/approval.ts';
import type { AssetId, Instant } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { Paper } from '../domain/paper.ts';
import type { Runtime } from '../domain/runtime.ts';
import type { StandingRequest } from '../domain/standing-request.ts';
import { needsApproval } from '../gate/decision/item-facts.ts';
import {
  assetsOf,
  type FilesPreview,
  type FilesRequest,
  filesAbout,
  requireAgreement,
} from './about-files.ts';
import { endOf } from './dates.ts';
import { givenText } from './given.ts';
import { recordOne } from './record-one.ts';
import { type ScopeRequest, scopeOf } from './terms/approval-scope.ts';

/** A request for approval as a person makes it; dates and scope as typed. */
export interface RequestForApproval extends FilesRequest, ScopeRequest {
  /** Who is asked. */
  readonly to: string;
  readonly questions?: readonly string[] | undefined;
  readonly due?: string | undefined;
}

/** The files a request would be about: GenAI, and what is suspected to be. Throws `usage` where there is none. */
export async function previewRequest(runtime: Runtime, request: RequestForApproval): Promise<FilesPreview> {
  detailsOf(request);
  return filesAbout(runtime, request, ({ asset, named }) =>
    needsApproval(asset) || asset.suspected || (named && asset.origin === 'unknown')
      ? undefined
      : `its origin is ${asset.origin}`,
  );
}

/** Records a request for approval of exactly what the preview showed. It rests on what is declared now. */
export async function requestApproval(
  runtime: Runtime,
  request: RequestForApproval,
  preview?: FilesPreview,
): Promise<Paper<'request'>> {
  const agreed = preview ?? (await previewRequest(runtime, request));
  requireAgreement(agreed, request);
  const { registry, actor } = runtime;
  const { to, questions, dueAt, scope } = detailsOf(request);
  const assetIds = assetsOf(agreed);
  const declared = [...(await registry.declarations.current(assetIds)).values()];
  const paper = await recordOne(runtime, {
    kind: 'request',
    body: {
      requester: actor.personId,
      to: await registry.people.idOf(to),
      questions,
      scope,
      ...(dueAt === undefined ? {} : { dueAt }),
    },
    assetIds,
    about: [...new Set(declared.map(({ recordId }) => recordId))],
    documents: [],
  });
  if (paper.kind !== 'request') throw new Error('a request was recorded as something else');
  return paper;
}

/** Takes a request back. Throws `not-found`, or `conflict` where it was taken back before. */
export async function withdrawRequest(
  runtime: Runtime,
  id: string,
  reason: string,
): Promise<Paper<'withdrawal'>> {
  const why = givenText(reason, 'The reason', '--reason TEXT');
  const request = await requestById(runtime, id);
  const earlier = await runtime.registry.papers.about(['withdrawal'], [request.recordId]);
  if (earlier.size > 0)
    throw new ProvgateError(
      'conflict',
      `The request ${request.recordId} was taken back already.`,
      'See them all: provgate request list',
    );
  const paper = await recordOne(runtime, {
    kind: 'withdrawal',
    body: { reason: why },
    assetIds: request.assetIds,
    about: [request.recordId],
    documents: [],
  });
  if (paper.kind !== 'withdrawal') throw new Error('a withdrawal was recorded as something else');
  return paper;
}

/** The request of an id. Throws `not-found`. */
export async function requestById(
  { registry }: Pick<Runtime, 'registry'>,
  id: string,
): Promise<Paper<'request'>> {
  const paper = await registry.papers.byId(id.trim());
  if (paper?.kind === 'request') return paper;
  throw new ProvgateError('not-found', `There is no request ${id}.`, 'See them all: provgate request list');
}

/** Every request and how it stands now, oldest first. */
export async function listRequests({ registry, clock }: Runtime): Promise<readonly StandingRequest[]> {
  const requests = await registry.papers.list(['request']);
  const withdrawn = await registry.papers.about(
    ['withdrawal'],
    requests.map(({ recordId }) => recordId),
  );
  const approvals = await registry.approvals.list();
  const now = clock.now();
  return requests.map((paper) => {
    const since = approvals.filter(
      ({ eventSeq, assetIds }) => eventSeq > paper.eventSeq && shares(assetIds, paper.assetIds),
    );
    const state = withdrawn.has(paper.recordId) ? 'withdrawn' : stateOf(paper, since, now);
    return { paper, state, answers: [...new Set(since.map(({ id }) => id))] };
  });
}

function stateOf(
  { assetIds, body }: Paper<'request'>,
  since: readonly Approval[],
  now: Instant,
): StandingRequest['state'] {
  const answered = new Set(since.flatMap((approval) => approval.assetIds));
  if (assetIds.every((id) => answered.has(id))) return 'answered';
  if (body.dueAt !== undefined && now >= body.dueAt) return 'overdue';
  return since.length > 0 ? 'partly-answered' : 'open';
}

function shares(some: readonly AssetId[], others: readonly AssetId[]): boolean {
  const known = new Set(others);
  return some.some((id) => known.has(id));
}

function detailsOf(request: RequestForApproval) {
  return {
    to: givenText(request.to, 'The name of who is asked', '--to NAME'),
    questions: (request.questions ?? []).map((each) => givenText(each, 'The question', '--question TEXT')),
    dueAt: request.due === undefined ? undefined : endOf(request.due),
    scope: scopeOf(request),
  };
}
