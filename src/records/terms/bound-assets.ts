import type { AssetId, Sha256 } from '../../domain/asset.ts';
import { ProvgateError } from '../../domain/errors.ts';
import type { Runtime } from '../../domain/runtime.ts';
import { inChunks } from '../../gate/chunks.ts';
import { asApprovalId } from '../../gate/scope-values.ts';
import { usage } from '../given.ts';
import type { LiveFile } from '../live.ts';

/** Registered contents as files, each at a place where it stands now, else where it was first seen. */
export async function filesOfAssets(
  { registry }: Pick<Runtime, 'registry'>,
  ids: readonly AssetId[],
  named: boolean,
): Promise<readonly LiveFile[]> {
  const files: LiveFile[] = [];
  for (const chunk of inChunks([...new Set(ids)])) {
    for (const [id, asset] of await registry.assets.byIds(chunk)) {
      const live = (await registry.locations.of(id)).find(({ to }) => to === undefined);
      files.push({ path: live?.path ?? asset.firstSeenPath, asset, named, recordedBefore: undefined });
    }
  }
  return files;
}

/** The assets of these digests. Throws `not-found` for one that is not registered. */
export async function assetsOfDigests(
  { registry }: Pick<Runtime, 'registry'>,
  digests: readonly string[],
): Promise<readonly AssetId[]> {
  const ids: AssetId[] = [];
  for (const text of digests) {
    const asset = await registry.assets.byDigest(digestIn(text));
    if (asset === undefined)
      throw new ProvgateError(
        'not-found',
        `No file with the SHA-256 ${text.trim()} is registered.`,
        'Scan the folder that holds it, then run the command again.',
      );
    ids.push(asset.id);
  }
  return ids;
}

/** What every record of an approval id covers. Throws `not-found` where there is none. */
export async function assetsOfApproval(
  { registry }: Pick<Runtime, 'registry'>,
  id: string,
): Promise<readonly AssetId[]> {
  const records = await registry.approvals.byId(asApprovalId(id));
  if (records.length > 0) return [...new Set(records.flatMap(({ assetIds }) => assetIds))];
  throw new ProvgateError(
    'not-found',
    `There is no approval "${id}" to replace.`,
    'See them all: provgate approvals list',
  );
}

/** What a request asked approval for. Throws `not-found`, or `conflict` where it was taken back. */
export async function assetsOfRequest(
  { registry }: Pick<Runtime, 'registry'>,
  id: string,
): Promise<readonly AssetId[]> {
  const paper = await registry.papers.byId(id.trim());
  if (paper?.kind !== 'request')
    throw new ProvgateError('not-found', `There is no request ${id}.`, 'See them all: provgate request list');
  const withdrawn = await registry.papers.about(['withdrawal'], [paper.recordId]);
  if (withdrawn.size === 0) return paper.assetIds;
  throw new ProvgateError(
    'conflict',
    `The request ${paper.recordId} was taken back.`,
    'Ask anew with provgate request, and record the answer to that.',
  );
}

function digestIn(text: string): Sha256 {
  const plain = text.trim().toLowerCase();
  if (isDigest(plain)) return plain;
  throw usage(`"${text.slice(0, 80)}" is no SHA-256.`, 'Give 64 letters and digits from 0 to f, or a path.');
}

function isDigest(text: string): text is Sha256 {
  return /^[0-9a-f]{64}$/.test(text);
}
