import { classify } from '../classify.ts';
import type { FoundMember, VisitMember } from '../containers/read-metadata.ts';
import { type Evidence, rank } from '../domain/evidence.ts';
import type { MediaSource } from '../domain/media.ts';
import type { Member } from '../domain/member.ts';
import { excerptOf } from '../evidence/claim.ts';
import type { ReadingOptions } from '../evidence/reader.ts';

/** Pieces of evidence of one weight that a holder keeps of all its members; the first ones say it all. */
const MOST_ALIKE = 100;
/** Pictures inside one file whose pixels are searched, in bytes of all of them; decoding is slow. */
const PIXEL_BYTES = 16 * 1024 * 1024;
/** Formats of packed files: all they hold is read, as far as no problem says otherwise. */
const ARCHIVES = new Set(['zip', 'tar', 'gzip', 'zstd']);

interface EvidenceOf {
  readonly readEvidence: (source: MediaSource, options?: ReadingOptions) => Promise<readonly Evidence[]>;
}

/** What the members of one file are and say. */
export interface Inside {
  readonly visit: VisitMember;
  /** What they say that counts against the file around them; what they say for themselves does not speak for the rest of it. */
  evidence(): readonly Evidence[];
  members(): readonly Member[];
}

/** Reads the evidence in each member with all readers, while its bytes are at hand. */
export function openMembers(readers: EvidenceOf): Inside {
  const members: Member[] = [];
  const kept = new Map<string, Evidence[]>();
  let pixelBytes = PIXEL_BYTES;

  async function visit(found: FoundMember): Promise<void> {
    if (found.type.kind === 'image') pixelBytes -= found.bytes.sizeBytes;
    const evidence = await readers.readEvidence(found, { skipPixels: pixelBytes < 0 });
    for (const item of evidence) keep(item, found.path);
    const { origin, involvement, suspected, tool } = classify(evidence, { statements: [] });
    members.push({
      ...found.type,
      path: found.path,
      sha256: found.sha256,
      sizeBytes: found.bytes.sizeBytes,
      origin,
      involvement,
      suspected,
      tool,
      unread: isUnread(found.type),
    });
  }

  function keep(item: Evidence, path: string): void {
    const weight = weightOf(item);
    if (weight === undefined) return;
    const alike = kept.get(weight) ?? [];
    kept.set(weight, alike);
    if (alike.length < MOST_ALIKE) alike.push({ ...item, where: excerptOf(`${path}/${item.where}`) });
  }

  return { visit, evidence: () => [...kept.values()].flat(), members: () => members };
}

/** Whether a file holds or uses media that no reader of ours reads. */
export function isUnread(type: { readonly format: string; readonly holdsMedia: boolean }): boolean {
  return type.holdsMedia && !ARCHIVES.has(type.format);
}

/** What a member's evidence does to the file around it; undefined where it does nothing. */
function weightOf({ points, status, strength }: Evidence): string | undefined {
  if (status !== 'read' && status !== 'untrusted' && status !== 'unchecked' && status !== 'unsupported')
    return status;
  if (points?.origin !== 'genai') return undefined;
  return rank(strength) > rank('heuristic') ? `genai ${points.involvement}` : 'suspected';
}
