import type { StoredDocument } from '../domain/approval.ts';
import type { Sha256 } from '../domain/asset.ts';
import type { Runtime } from '../domain/runtime.ts';

/** Digests of those documents that are there and hash as recorded (threats 37). */
export async function soundDocuments(
  { registry }: Pick<Runtime, 'registry'>,
  documents: Iterable<StoredDocument>,
): Promise<ReadonlySet<Sha256>> {
  const byDigest = new Map([...documents].map((document) => [document.sha256, document]));
  const sound = new Set<Sha256>();
  for (const [sha256, document] of byDigest)
    if ((await registry.approvals.document(document)) !== undefined) sound.add(sha256);
  return sound;
}
