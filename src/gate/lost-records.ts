import type { Runtime } from '../domain/runtime.ts';
import { isRefusal } from './approval-refusal.ts';

/**
 * Whether anything was taken out of the record that would weigh against a file: a record the log tells of, or a refusal, a judgement or a
 * word on a condition that was changed, or cut off from what it is about. Of which file it spoke cannot be known any more, so nothing can
 * be relied on.
 */
export async function isAnythingLost({ registry }: Runtime): Promise<boolean> {
  if ((await registry.events.gone()).length > 0) return true;
  const papers = await registry.papers.list(['judgement', 'condition']);
  if ((await registry.papers.altered(papers.map(({ recordId }) => recordId))).length > 0) return true;
  const refusals = (await registry.approvals.list()).filter(isRefusal);
  return (await registry.approvals.altered(refusals.map(({ recordId }) => recordId))).length > 0;
}
