import type { Approval } from '../domain/approval.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { Paper } from '../domain/paper.ts';
import type { Runtime } from '../domain/runtime.ts';
import { asApprovalId } from '../gate/scope-values.ts';
import { type GivenDocument, givenDocument, givenText, usage } from './given.ts';

/** A condition of an approval, by its number as people count: from 1. */
export interface ConditionRequest {
  readonly id: string;
  readonly condition: number;
}

/** Records that a condition was met, with its proof. Throws `not-found` for an approval or condition that is not there. */
export async function meetCondition(
  runtime: Runtime,
  request: ConditionRequest & {
    readonly document: GivenDocument | undefined;
    readonly note?: string | undefined;
  },
): Promise<Paper<'condition'>> {
  const { document, note } = request;
  if (document === undefined)
    throw usage(
      'That a condition was met needs its proof.',
      'Give the file that shows it with --document FILE.',
    );
  const reason = note === undefined ? undefined : givenText(note, 'The note', '--note TEXT');
  return record(runtime, request, 'met', [givenDocument(document)], reason);
}

/** Records that a condition is open again. Throws as `meetCondition`, and `usage` without a reason. */
export async function reopenCondition(
  runtime: Runtime,
  request: ConditionRequest & { readonly reason: string },
): Promise<Paper<'condition'>> {
  return record(runtime, request, 'open', [], givenText(request.reason, 'The reason', '--reason TEXT'));
}

async function record(
  { registry, actor, clock }: Runtime,
  { id, condition }: ConditionRequest,
  state: 'met' | 'open',
  documents: readonly GivenDocument[],
  reason: string | undefined,
): Promise<Paper<'condition'>> {
  const records = await registry.approvals.byId(asApprovalId(id));
  requireCondition(records, asApprovalId(id), condition);
  const [paper] = await registry.papers.record(
    [
      {
        kind: 'condition',
        body: { index: condition - 1, state, ...(reason === undefined ? {} : { reason }) },
        assetIds: [...new Set(records.flatMap(({ assetIds }) => assetIds))],
        about: records.map(({ recordId }) => recordId),
        documents,
      },
    ],
    actor,
    clock.now(),
  );
  if (paper?.kind !== 'condition') throw new Error('a condition that was just recorded is not there');
  return paper;
}

function requireCondition(records: readonly Approval[], id: string, condition: number): void {
  if (records.length === 0)
    throw new ProvgateError(
      'not-found',
      `There is no approval "${id}".`,
      'See them all: provgate approvals list',
    );
  const conditions = records.at(-1)?.terms?.conditions ?? [];
  if (condition >= 1 && condition <= conditions.length) return;
  throw new ProvgateError(
    'not-found',
    conditions.length === 0
      ? `The approval ${id} has no conditions.`
      : `The approval ${id} has no condition ${condition}; it has ${conditions.length}.`,
    `See them: provgate approvals show ${id}`,
  );
}
