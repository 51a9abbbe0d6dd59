import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { childrenOf, type Element, elementAt } from './ebml.ts';
import { addAttachments, addInfo, addTags, addTracks } from './matroska-parts.ts';

/** Element ids (RFC 9559). */
const ID = {
  ebml: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekPosition: 0x53ac,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
  tags: 0x1254c367,
  attachments: 0x1941a469,
  cues: 0x1c53bb6b,
  chapters: 0x1043a770,
  cluster: 0x1f43b675,
  void: 0xec,
  crc: 0xbf,
} as const;
const TOP_LEVEL = new Set<number>(Object.values(ID));
/** Blocks in clusters of unknown size, and clusters where nothing else leads past them. */
const MAX_STEPS = 1_000_000;

interface Walk {
  readonly found: Findings;
  readonly source: ByteSource;
  /** Where the segment's content begins: seek positions count from here. */
  readonly from: number;
  readonly end: number;
  /** Elements already read, by where they stand. */
  readonly done: Set<number>;
  readonly sought: number[];
  steps: number;
}

/** Matroska and WebM (RFC 9559): tags with what is nested in them, programs, track names and attachments. */
export const matroska: Container = {
  id: 'matroska',
  version: 1,
  formats: ['mkv', 'webm'],
  read(bytes) {
    const found = findings();
    found.attempt(() => readFile(found, bytes));
    return found.contents();
  },
};

function readFile(found: Findings, source: ByteSource): void {
  const header = elementAt(source, 0, source.sizeBytes);
  const segment = elementAt(source, header?.end ?? source.sizeBytes, source.sizeBytes);
  if (segment?.id !== ID.segment) {
    throw new UnreadableMediaError(
      segment === undefined ? 'cut' : 'damaged',
      'matroska',
      'it has no segment',
    );
  }
  const declared = segment.end ?? source.sizeBytes;
  if (declared > source.sizeBytes) found.problem('cut', 'matroska', 'the segment runs past the end');
  const end = Math.min(declared, source.sizeBytes);
  const walk: Walk = { found, source, from: segment.contentAt, end, done: new Set(), sought: [], steps: 0 };
  const isWhole = walkFrom(walk, walk.from, true);
  for (const at of walk.sought) found.attempt(() => visitSought(walk, at));
  // What stands behind the last place sought is reached from there: tags are often last and in no index.
  if (!isWhole)
    walkFrom(
      walk,
      walk.sought.reduce((a, b) => Math.max(a, b), walk.from),
      false,
    );
}

/**
 * Reads top-level elements in turn, past clusters. With an index that leads past it a cluster of unknown size ends the walk.
 * False where it ended so.
 */
function walkFrom(walk: Walk, from: number, isStart: boolean): boolean {
  let at = from;
  while (at < walk.end) {
    step(walk);
    const element = elementAt(walk.source, at, walk.end);
    if (element === undefined) return true;
    if (element.id === ID.cluster) {
      // One of known size is passed at no cost; only the blocks of others are worth going around.
      const isCostly = element.end === undefined;
      if (isCostly && isStart && walk.sought.some((place) => place > at)) return false;
      at = passCluster(walk, element);
      continue;
    }
    if (element.end === undefined || element.end > walk.end) {
      throw new UnreadableMediaError('cut', 'matroska', 'an element runs past the end');
    }
    visit(walk, { ...element, end: element.end });
    at = element.end;
  }
  return true;
}

/** Where the next top-level element stands: behind a cluster of known size, or found among the blocks of another. */
function passCluster(walk: Walk, cluster: Element): number {
  if (cluster.end !== undefined) {
    if (cluster.end > walk.end)
      throw new UnreadableMediaError('cut', 'matroska', 'a cluster runs past the end');
    return cluster.end;
  }
  let at = cluster.contentAt;
  for (;;) {
    step(walk);
    const block = elementAt(walk.source, at, walk.end);
    if (block === undefined || (TOP_LEVEL.has(block.id) && block.id !== ID.void && block.id !== ID.crc))
      return at;
    if (block.end === undefined || block.end > walk.end) {
      throw new UnreadableMediaError('cut', 'matroska', 'a block runs past the end');
    }
    at = block.end;
  }
}

function step(walk: Walk): void {
  walk.steps += 1;
  if (walk.steps > MAX_STEPS)
    throw new UnreadableMediaError('limit', 'matroska', 'too many clusters and blocks');
}

function visitSought(walk: Walk, at: number): void {
  step(walk);
  const element = elementAt(walk.source, at, walk.end);
  if (element === undefined)
    throw new UnreadableMediaError('cut', 'matroska', 'an indexed part lies beyond the end');
  if (!TOP_LEVEL.has(element.id) || element.id === ID.cluster || element.end === undefined) return;
  if (element.end > walk.end)
    throw new UnreadableMediaError('cut', 'matroska', 'an element runs past the end');
  visit(walk, { ...element, end: element.end });
}

function visit(walk: Walk, element: Element & { readonly end: number }): void {
  const { found, source, done } = walk;
  if (done.has(element.at)) return;
  done.add(element.at);
  found.attempt(() => {
    if (element.id === ID.seekHead) readSeekHead(walk, element);
    else if (element.id === ID.info) addInfo(found, source, element);
    else if (element.id === ID.tracks) addTracks(found, source, element);
    else if (element.id === ID.tags) addTags(found, source, element);
    else if (element.id === ID.attachments) addAttachments(found, source, element);
  });
}

function readSeekHead(walk: Walk, head: Element & { readonly end: number }): void {
  const { source } = walk;
  for (const seek of childrenOf(source, head.contentAt, head.end)) {
    if (seek.id !== ID.seek) continue;
    for (const part of childrenOf(source, seek.contentAt, seek.end)) {
      if (part.id !== ID.seekPosition) continue;
      const bytes = take(source, part.contentAt, part.end - part.contentAt, 'matroska');
      walk.sought.push(walk.from + bytes.reduce((value, byte) => value * 256 + byte, 0));
    }
  }
}
