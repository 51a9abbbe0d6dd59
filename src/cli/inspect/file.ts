import { classify } from '../../classify.ts';
import type { Examiner, InspectResult } from '../../domain/examination.ts';
import { nameEvidence } from '../../evidence/location.ts';
import { diskPath } from '../../files/paths.ts';
import type { AssetReport } from '../../reports/asset-json.ts';
import type { Note, Target } from './targets.ts';

/** A file someone is still writing is read again this often. */
const TRIES = 3;

/** How one file was made, from its bytes, its name and the sidecars beside it; its digest up to `digestUpToBytes`. */
export async function inspectFile(
  examiner: Examiner,
  target: Target,
  digestUpToBytes: number,
): Promise<AssetReport | Note> {
  const { root, path } = target;
  const sidecars = target.sidecars.map((sidecar) => diskPath(root, sidecar));
  let result: InspectResult = { kind: 'changed' };
  for (let tries = 0; tries < TRIES && result.kind === 'changed'; tries++)
    result = await examiner.inspect(diskPath(root, path), { sidecars, digestUpToBytes });
  if (result.kind === 'missing') return { path, words: 'is no longer there', serious: false };
  if (result.kind !== 'examined' && result.kind !== 'undigested')
    return unread(target, result.kind === 'changed' ? 'it kept changing while it was read' : result.reason);
  const { examination, sidecarEvidence } = result;
  const evidence = [...examination.evidence, ...sidecarEvidence, ...nameEvidence(path)];
  const classification = classify(evidence, { statements: [], firstSeenPath: path });
  return {
    path,
    ...classification,
    assetId: undefined,
    sha256: result.kind === 'examined' ? result.examination.sha256 : undefined,
    sizeBytes: examination.snapshot.sizeBytes,
    kind: examination.type.kind,
    format: examination.type.format,
    // Nobody has seen all of the bytes where there is no digest.
    verified: result.kind === 'examined' ? 'bytes' : undefined,
    temporary: classification.origin === 'genai',
    state: examination.state,
    stateReason: examination.stateReason,
    evidence,
    members: examination.members ?? [],
  };
}

/** The row of a file whose bytes were not obtained: its name may still say something. */
function unread({ path }: Target, reason: string): AssetReport {
  const evidence = nameEvidence(path);
  const classification = classify(evidence, { statements: [], firstSeenPath: path });
  return {
    path,
    ...classification,
    assetId: undefined,
    sha256: undefined,
    sizeBytes: undefined,
    kind: undefined,
    format: undefined,
    verified: undefined,
    temporary: classification.origin === 'genai',
    state: 'unreadable',
    stateReason: reason,
    evidence,
  };
}
