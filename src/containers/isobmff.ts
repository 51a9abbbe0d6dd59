import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes } from '../files/bytes.ts';
import { BLANK, type Box, type BoxBudget, boxesOf, MAX_BOXES, printable } from './boxes.ts';
import { type Budget, openBudget } from './budget.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { inflate } from './inflate.ts';
import { addMeta } from './isobmff-meta.ts';
import { addBrands, addHandler, addSampleEntries, lastChunkOffset } from './isobmff-tracks.ts';
import { addUserDataText } from './isobmff-user-data.ts';
import { addUuidBox } from './isobmff-uuid.ts';
import { addXmp } from './xmp.ts';

const MAX_DEPTH = 24;
/** Largest movie box that QuickTime compressed. */
const MAX_MOVIE_BYTES = 64 * 1024 * 1024;

/** ISO base media files (ISO/IEC 14496-12) and QuickTime: MP4, MOV, M4A, HEIC, AVIF, CR3 and their kin. */
export const isobmff: Container = {
  id: 'isobmff',
  version: 1,
  formats: ['mp4', 'mov', '3gp', 'm4a', 'heic', 'avif', 'cr3', 'crm', 'braw'],
  read(bytes) {
    const found = findings();
    const walk: Walk = {
      found,
      file: bytes,
      budget: { left: MAX_BOXES },
      inflatable: openBudget('isobmff.cmov', MAX_MOVIE_BYTES),
      seen: new Set(),
      isCut: false,
      furthest: 0,
    };
    found.attempt(() => walkFile(walk));
    return found.contents();
  },
};

/** State of one file's walk. */
interface Walk {
  readonly found: Findings;
  readonly file: ByteSource;
  readonly budget: BoxBudget;
  readonly inflatable: Budget;
  readonly seen: Set<string>;
  isCut: boolean;
  /** Furthest place a sample table points to. */
  furthest: number;
}

function walkFile(walk: Walk): void {
  const { found, file, seen } = walk;
  for (const box of boxesOf(file, walk.budget, 'isobmff')) {
    if (box.type === BLANK) {
      // Whole headers of zeros behind a movie are padding; less than a header is the beginning of one.
      const isPadding = hasMovie(seen) && hasMedia(seen) && file.sizeBytes - box.at >= 8;
      if (!isPadding) cut(walk, `it is blank from byte ${box.at}`);
      break;
    }
    if (box.missingBytes > 0)
      cut(walk, `box ${printable(box.type)} reaches ${box.missingBytes} bytes beyond the end`);
    seen.add(box.type);
    found.attempt(() => readBox(walk, box, 0));
  }
  if (!hasMovie(seen)) cut(walk, 'it has no movie or item description');
  else if (!hasMedia(seen)) cut(walk, 'it has no media data');
  else if (walk.furthest >= file.sizeBytes)
    cut(walk, `its samples begin as far as byte ${walk.furthest}, beyond the end`);
}

function hasMovie(seen: ReadonlySet<string>): boolean {
  return seen.has('moov') || seen.has('meta') || seen.has('moof');
}

function hasMedia(seen: ReadonlySet<string>): boolean {
  return seen.has('mdat') || seen.has('idat') || seen.has('imda');
}

/** One missing end is one problem. */
function cut(walk: Walk, reason: string): void {
  if (!walk.isCut) walk.found.problem('cut', 'isobmff', reason);
  walk.isCut = true;
}

function readBox(walk: Walk, box: Box, depth: number): void {
  if (CONTAINERS.has(box.type)) walkChildren(walk, box.content, depth + 1);
  else if (box.type === 'udta') readUserData(walk, box.content, depth + 1);
  else if (box.type === 'cmov') readCompressed(walk, box.content, depth + 1);
  else READ[box.type]?.(walk, box);
}

const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);

const READ: Readonly<Record<string, (walk: Walk, box: Box) => void>> = {
  ftyp: ({ found }, { content }) => addBrands(found, content),
  hdlr: ({ found }, { content }) => addHandler(found, content),
  stsd: (walk, { content }) => addSampleEntries(walk.found, content, walk.budget),
  stco: (walk, { content }) => pointAt(walk, lastChunkOffset(content, 4)),
  co64: (walk, { content }) => pointAt(walk, lastChunkOffset(content, 8)),
  uuid: (walk, { content }) => addUuidBox(walk.found, content, walk.budget),
  meta: (walk, { content }) => {
    if (addMeta(walk.found, content, walk.file, walk.budget).holdsItemData) walk.seen.add('idat');
  },
};

function pointAt(walk: Walk, offset: number): void {
  walk.furthest = Math.max(walk.furthest, offset);
}

function walkChildren(walk: Walk, content: ByteSource, depth: number): void {
  if (depth > MAX_DEPTH) throw new UnreadableMediaError('limit', 'isobmff', 'its boxes are nested too deep');
  for (const box of boxesOf(content, walk.budget, 'isobmff')) {
    if (box.type === BLANK) return;
    noteOverrun(walk, box);
    walk.found.attempt(() => readBox(walk, box, depth));
  }
}

/** A movie box that QuickTime compressed whole (QTFF "Compressed movie resources"): the length, then zlib. */
function readCompressed(walk: Walk, content: ByteSource, depth: number): void {
  for (const box of boxesOf(content, walk.budget, 'isobmff.cmov')) {
    if (box.type === BLANK) return;
    if (box.type !== 'cmvd') continue;
    const packed = take(box.content, 4, Math.max(0, box.content.sizeBytes - 4), 'isobmff.cmov');
    const room = walk.inflatable.room(MAX_MOVIE_BYTES);
    const bytes = walk.inflatable.spend(inflate(packed, 'zlib', room, 'isobmff.cmov'));
    walkChildren(walk, bufferBytes(bytes), depth);
  }
}

/** User data (ISO/IEC 14496-12 §8.10, QuickTime "user data atoms"): text under four characters, XMP, and `meta`. */
function readUserData(walk: Walk, content: ByteSource, depth: number): void {
  for (const box of boxesOf(content, walk.budget, 'isobmff.udta')) {
    if (box.type === BLANK) return;
    noteOverrun(walk, box);
    if (box.type === 'meta' || box.type === 'uuid') walk.found.attempt(() => readBox(walk, box, depth));
    else if (box.type === 'XMP_') addXmp(walk.found, box.content.read(0, box.content.sizeBytes), 'xmp');
    else walk.found.attempt(() => addUserDataText(walk.found, box));
  }
}

/** A box larger than the one around it lies, unless the file itself is short. */
function noteOverrun(walk: Walk, box: Box): void {
  if (box.missingBytes === 0 || walk.isCut) return;
  walk.found.problem('damaged', 'isobmff', `box ${printable(box.type)} is larger than the box around it`);
}
