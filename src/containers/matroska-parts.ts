import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import type { Findings } from './container.ts';
import { childrenOf, textIn } from './ebml.ts';
import { decodeText, looksLikeText } from './text.ts';

/** An element whose end is known. */
interface Part {
  readonly contentAt: number;
  readonly end: number;
}

const MAX_TEXT_BYTES = 16 * 1024 * 1024;
const MAX_NAME_BYTES = 64 * 1024;
const TEXT_SAMPLE_BYTES = 4096;
/** Tags within tags within tags. */
const MAX_DEPTH = 16;

const TAG = 0x7373;
const SIMPLE_TAG = 0x67c8;
const TAG_NAME = 0x45a3;
const TAG_STRING = 0x4487;
const TRACK = 0xae;
const ATTACHED_FILE = 0x61a7;

const INFO: Readonly<Record<number, string>> = { 19840: 'MuxingApp', 22337: 'WritingApp', 31657: 'Title' };
const TRACK_TEXTS: Readonly<Record<number, string>> = { 21358: 'Name', 134: 'CodecID', 2459272: 'CodecName' };
const ATTACHMENT: Readonly<Record<number, string>> = { 18030: 'name', 18046: 'description', 18016: 'type' };
const FILE_DATA = 0x465c;

/** Segment information (RFC 9559 §5.1.2) as `matroska.info.<Name>`. */
export function addInfo(found: Findings, source: ByteSource, info: Part): void {
  addTexts(found, source, info, INFO, 'matroska.info');
}

/** Names and codecs of the tracks (§5.1.4) as `matroska.track.<Name>`. */
export function addTracks(found: Findings, source: ByteSource, tracks: Part): void {
  for (const track of childrenOf(source, tracks.contentAt, tracks.end)) {
    if (track.id === TRACK) addTexts(found, source, track, TRACK_TEXTS, 'matroska.track');
  }
}

function addTexts(
  found: Findings,
  source: ByteSource,
  parent: Part,
  names: Readonly<Record<number, string>>,
  prefix: string,
): void {
  for (const child of childrenOf(source, parent.contentAt, parent.end)) {
    const name = names[child.id];
    if (name !== undefined) found.field(`${prefix}.${name}`, textIn(source, child, MAX_NAME_BYTES));
  }
}

/** Tags (§5.1.8) as `matroska.tag.<NAME>`; the name of a nested one follows its parent's after a slash. */
export function addTags(found: Findings, source: ByteSource, tags: Part): void {
  for (const tag of childrenOf(source, tags.contentAt, tags.end)) {
    if (tag.id !== TAG) continue;
    for (const child of childrenOf(source, tag.contentAt, tag.end)) {
      if (child.id === SIMPLE_TAG) addSimpleTag(found, source, child, '', 0);
    }
  }
}

function addSimpleTag(found: Findings, source: ByteSource, tag: Part, parent: string, depth: number): void {
  if (depth >= MAX_DEPTH) {
    found.problem('limit', 'matroska.tag', 'tags are nested too deep');
    return;
  }
  const children = [...childrenOf(source, tag.contentAt, tag.end)];
  const named = children.find((child) => child.id === TAG_NAME);
  const name = parent + (named === undefined ? '' : textIn(source, named, MAX_NAME_BYTES));
  for (const child of children) {
    if (child.id === TAG_STRING) found.field(`matroska.tag.${name}`, textIn(source, child, MAX_TEXT_BYTES));
    else if (child.id === SIMPLE_TAG) addSimpleTag(found, source, child, `${name}/`, depth + 1);
  }
}

/** Attached files (§5.1.6): their names, and pictures among them as files of their own. */
export function addAttachments(found: Findings, source: ByteSource, attachments: Part): void {
  for (const file of childrenOf(source, attachments.contentAt, attachments.end)) {
    if (file.id !== ATTACHED_FILE) continue;
    addTexts(found, source, file, ATTACHMENT, 'matroska.attachment');
    const children = [...childrenOf(source, file.contentAt, file.end)];
    const data = children.find((child) => child.id === FILE_DATA);
    if (data === undefined) continue;
    const content = rangeOf(source, data.contentAt, data.end - data.contentAt);
    const start = content.read(0, TEXT_SAMPLE_BYTES);
    // Settings and graphs that stand in the film itself speak of it, as tags do.
    if (looksLikeText(start) && content.sizeBytes <= MAX_TEXT_BYTES)
      found.field('matroska.tag.attachment', decodeText(content.read(0, content.sizeBytes)));
    else found.member('matroska.attachment', content, 'part');
  }
}
