import type { ReadState } from '../domain/asset.ts';
import { UnreadableMediaError } from '../domain/errors.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Field, MediaSource, MediaType, Metadata } from '../domain/media.ts';
import { c2pa } from './c2pa.ts';
import { cameraExif } from './camera-exif.ts';
import { cameraNative } from './camera-native.ts';
import { comfyuiGraph } from './comfyui-graph.ts';
import { generatorSignature } from './generator-signature.ts';
import { humanApp } from './human-app.ts';
import { iptcAiFields } from './iptc-ai-fields.ts';
import { iptcSourceType } from './iptc-source-type.ts';
import { lineageFields } from './lineage-fields.ts';
import { mismatch } from './mismatch.ts';
import { novelaiSignature } from './novelai-signature.ts';
import { containerProblems, problemEvidence } from './problems.ts';
import { provgateMark } from './provgate-mark.ts';
import type { EvidenceReader, ReadingOptions } from './reader.ts';
import { soundRecorder } from './sound-recorder.ts';
import { ofStandingAlone } from './standing-alone.ts';
import { pixelSearch, readPixels, saysGenai } from './stealth.ts';
import { tc260 } from './tc260.ts';

/** Every reader, in report order. All of them run; none can hide what another found. */
export const readers: readonly EvidenceReader[] = [
  c2pa,
  iptcSourceType,
  iptcAiFields,
  tc260,
  comfyuiGraph,
  generatorSignature,
  novelaiSignature,
  cameraExif,
  cameraNative,
  soundRecorder,
  humanApp,
  lineageFields,
  mismatch,
  provgateMark,
];

/** All evidence in a file's own bytes. What a reader could not read is evidence too; a fault of ours is thrown on. */
export async function readEvidence(
  source: MediaSource,
  options: ReadingOptions = {},
): Promise<readonly Evidence[]> {
  const found: Evidence[] = source.problems.map((problem) => problemEvidence(problem, containerProblems));
  found.push(...(await runReaders(source, options)));
  const isSearched = options.isSidecar !== true && options.skipPixels !== true;
  const mayHide = isSearched && pixelSearch.formats.includes(source.type.format);
  if (mayHide && !found.some(saysGenai)) {
    found.push(...(await readPixels(source, (fields) => runReaders(only(fields, source), options))));
  }
  return ofStandingAlone(found, source, options);
}

async function runReaders(source: MediaSource, options: ReadingOptions): Promise<readonly Evidence[]> {
  const found: Evidence[] = [];
  for (const reader of readers) found.push(...(await runReader(reader, source, options)));
  return found;
}

/** The same file as if it held these fields alone. */
function only(fields: readonly Field[], source: MediaSource): MediaSource {
  return { ...source, fields, manifests: [], problems: [] };
}

/**
 * What became of reading: `incomplete` where the file ends before its structure does, `unreadable` where a limit was hit or
 * a part was damaged, `unsupported` where no container reader knows the format and nothing was found in it.
 */
export function readState(
  source: Metadata & { readonly type: MediaType },
  evidence: readonly Evidence[],
): { readonly state: ReadState; readonly reason: string | undefined } {
  const cut = evidence.find((item) => item.status === 'incomplete');
  if (cut !== undefined) return { state: 'incomplete', reason: `${cut.where}: ${cut.excerpt}` };
  const unread = evidence.find((item) => item.status === 'unreadable');
  if (unread !== undefined) return { state: 'unreadable', reason: `${unread.where}: ${unread.excerpt}` };
  if (source.supported || evidence.some((item) => item.points !== undefined))
    return { state: 'ok', reason: undefined };
  return { state: 'unsupported', reason: `no reader for ${source.type.format}` };
}

async function runReader(
  reader: EvidenceReader,
  source: MediaSource,
  options: ReadingOptions,
): Promise<readonly Evidence[]> {
  try {
    return await reader.read(source, options);
  } catch (error) {
    if (!(error instanceof UnreadableMediaError)) throw error;
    return [problemEvidence({ kind: error.kind, where: error.where, reason: error.message }, reader)];
  }
}
