import type { Approval } from '../domain/approval.ts';
import type { AssetId, Instant } from '../domain/asset.ts';
import type { Runtime } from '../domain/runtime.ts';
import { inChunks } from './chunks.ts';
import { soundDocuments } from './sound-documents.ts';

/**
 * Conditions of approvals that are open, by approval record. One is met by the newest paper about it that says so and has its proof.
 * What an altered paper says does not count, and the approval it is about is added to `altered`.
 */
export async function readConditions(
  runtime: Runtime,
  approvals: readonly Approval[],
  altered: Set<string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const conditional = approvals.filter(({ terms }) => (terms?.conditions ?? []).length > 0);
  const open = new Map<string, readonly string[]>();
  for (const chunk of inChunks(conditional)) {
    const { papers } = runtime.registry;
    const said = await papers.about(
      ['condition'],
      chunk.map(({ recordId }) => recordId),
    );
    const spoilt = new Set(await papers.altered([...said.values()].flat().map(({ recordId }) => recordId)));
    const proofs = await soundDocuments(
      runtime,
      [...said.values()].flat().flatMap(({ documents }) => documents),
    );
    for (const { recordId, terms } of chunk) {
      const told = said.get(recordId) ?? [];
      const sound = told.filter((paper) => !spoilt.has(paper.recordId));
      if (sound.length < told.length) altered.add(recordId);
      const unmet = (terms?.conditions ?? []).filter((_, index) => {
        const newest = sound.filter(({ body }) => body.index === index).at(-1);
        if (newest?.body.state !== 'met' || newest.documents.length === 0) return true;
        return newest.documents.some(({ sha256 }) => !proofs.has(sha256));
      });
      open.set(recordId, unmet);
    }
  }
  return open;
}

/** When approval was last asked for, by asset; requests that were taken back are none. */
export async function readRequests(
  runtime: Runtime,
  ids: readonly AssetId[],
): Promise<ReadonlyMap<AssetId, Instant>> {
  const asked = new Map<AssetId, Instant>();
  const { papers } = runtime.registry;
  for (const chunk of inChunks(ids)) {
    const requests = await papers.ofAssets(['request'], chunk);
    const records = [...new Set([...requests.values()].flat().map(({ recordId }) => recordId))];
    const withdrawn = records.length === 0 ? new Map() : await papers.about(['withdrawal'], records);
    for (const [id, list] of requests) {
      const newest = list.filter(({ recordId }) => !withdrawn.has(recordId)).at(-1);
      if (newest !== undefined) asked.set(id, newest.recordedAt);
    }
  }
  return asked;
}
