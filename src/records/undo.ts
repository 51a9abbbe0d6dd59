import type { Paper } from '../domain/paper.ts';
import type { Runtime } from '../domain/runtime.ts';
import { givenText } from './given.ts';
import { recordOne } from './record-one.ts';

/**
 * Takes a declaration back. It stays readable and no longer counts: its files are judged again at once, and GenAI stays GenAI whoever
 * takes what back. Undoing this is a new declaration. Throws `not-found`, `conflict` for one that was revised or withdrawn already, `usage`
 * without a reason.
 */
export async function undoDeclaration(runtime: Runtime, recordId: string, reason: string): Promise<Paper> {
  return recordOne(runtime, {
    kind: 'withdrawal',
    body: { reason: givenText(reason, 'The reason', '--reason TEXT') },
    assetIds: [],
    about: [recordId],
    documents: [],
  });
}
