import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes, rangeOf } from '../files/bytes.ts';
import { type Budget, openBudget } from './budget.ts';
import { type Findings, take } from './container.ts';
import { addFrame, isTelling } from './id3-frames.ts';
import { inflate } from './inflate.ts';
import { u8, u32 } from './numbers.ts';
import { latin1 } from './text.ts';

const WHERE = 'id3';
const HEADER_BYTES = 10;
const MAX_FRAMES = 10_000;
/** Tags that follow one another. */
const MAX_TAGS = 16;
/** Largest frame looked at; a cover picture or manifest store is far below. */
const MAX_FRAME_BYTES = 32 * 1024 * 1024;
const MAX_TEXT_BYTES = 4 * 1024 * 1024;

interface Tag {
  readonly major: number;
  readonly frames: ByteSource;
  /** Every frame is desynchronised by itself, as 2.4 has it; older tags are as a whole. */
  readonly isUnsynchronised: boolean;
  readonly budget: Budget;
}

/**
 * Reads the ID3v2 tag (2.2, 2.3, 2.4) at `at` and returns where it ends; `at` itself where there is none.
 * Several tags may follow one another.
 */
export function addId3(found: Findings, source: ByteSource, at: number): number {
  const head = source.read(at, HEADER_BYTES);
  if (head.length < 3 || latin1(head.subarray(0, 3)) !== 'ID3') return at;
  if (head.length < HEADER_BYTES) {
    found.problem('cut', WHERE, 'the tag ends within its header');
    return source.sizeBytes;
  }
  const sizeBytes = syncsafe(head, 6);
  const hasFooter = (u8(head, 5) & 0x10) !== 0;
  const end = at + HEADER_BYTES + sizeBytes + (hasFooter ? HEADER_BYTES : 0);
  if (end > source.sizeBytes) found.problem('cut', WHERE, 'the tag runs past the end');
  found.attempt(() => {
    const tag = openTag(u8(head, 3), u8(head, 5), rangeOf(source, at + HEADER_BYTES, sizeBytes));
    readFrames(found, tag);
  });
  return Math.min(end, source.sizeBytes);
}

/** Tags that follow one another at the beginning; returns where the last of them ends. */
export function addId3Tags(found: Findings, source: ByteSource): number {
  let at = 0;
  for (let tag = 0; tag < MAX_TAGS; tag++) {
    const end = addId3(found, source, at);
    if (end === at) return at;
    at = end;
  }
  return at;
}

function openTag(major: number, flags: number, body: ByteSource): Tag {
  if (major < 2 || major > 4) {
    throw new UnreadableMediaError('damaged', WHERE, `the tag is of unknown version 2.${major}`);
  }
  const isUnsynchronised = (flags & 0x80) !== 0;
  const frames = isUnsynchronised && major < 4 ? bufferBytes(synchronise(whole(body))) : body;
  const skip = (flags & 0x40) !== 0 && major > 2 ? extendedHeaderBytes(frames, major) : 0;
  return {
    major,
    frames: rangeOf(frames, skip, frames.sizeBytes),
    isUnsynchronised,
    budget: openBudget(WHERE),
  };
}

/** 2.3 counts the extended header without its size field, 2.4 with it. */
function extendedHeaderBytes(frames: ByteSource, major: number): number {
  const head = take(frames, 0, 4, WHERE);
  return major === 3 ? 4 + u32(head, 0, 'big') : syncsafe(head, 0);
}

function readFrames(found: Findings, tag: Tag): void {
  const { major, frames } = tag;
  const idBytes = major === 2 ? 3 : 4;
  const headBytes = major === 2 ? 6 : 10;
  let at = 0;
  for (let count = 0; at + headBytes <= frames.sizeBytes; count++) {
    const head = frames.read(at, headBytes);
    if (head[0] === 0) return;
    const id = latin1(head.subarray(0, idBytes));
    if (!/^[A-Z0-9]+ ?$/.test(id)) {
      found.problem('damaged', WHERE, `no frame at byte ${at} of the tag`);
      return;
    }
    if (count >= MAX_FRAMES) {
      found.problem('limit', WHERE, 'the tag has too many frames');
      return;
    }
    const size = frameSize(tag, head, at);
    const content = rangeOf(frames, at + headBytes, size);
    if (content.sizeBytes < size) found.problem('cut', WHERE, `frame ${id} runs past the tag`);
    if (isTelling(id)) found.attempt(() => readFrame(found, tag, id, head, content));
    at += headBytes + size;
  }
}

function frameSize(tag: Tag, head: Uint8Array, at: number): number {
  if (tag.major === 2) return u8(head, 3) * 0x10000 + u8(head, 4) * 0x100 + u8(head, 5);
  const plain = u32(head, 4, 'big');
  if (tag.major === 3 || plain < 0x80) return plain;
  // iTunes once wrote plain sizes into 2.4 tags: believe the reading after which a frame or the padding stands.
  const safe = syncsafe(head, 4);
  if (plain === safe) return safe;
  return beginsFrame(tag, at + 10 + safe) || !beginsFrame(tag, at + 10 + plain) ? safe : plain;
}

function beginsFrame(tag: Tag, at: number): boolean {
  if (at === tag.frames.sizeBytes) return true;
  const id = tag.frames.read(at, 4);
  return id.length > 0 && (id.every((byte) => byte === 0) || /^[A-Z0-9]{4}$/.test(latin1(id)));
}

/** Undoes what the frame's flags say: grouping, data length, unsynchronisation, compression (2.3 §3.3.1, 2.4 §4.1.2). */
function readFrame(found: Findings, tag: Tag, id: string, head: Uint8Array, content: ByteSource): void {
  const max = /^[TWCU]/.test(id) ? MAX_TEXT_BYTES : MAX_FRAME_BYTES;
  if (content.sizeBytes > max) throw new UnreadableMediaError('limit', WHERE, `frame ${id} is too large`);
  let bytes = whole(content);
  if (tag.major > 2) {
    const format = u8(head, 9);
    const isV4 = tag.major === 4;
    if ((format & (isV4 ? 0x04 : 0x40)) !== 0) {
      throw new UnreadableMediaError('limit', WHERE, `frame ${id} is encrypted`);
    }
    const isCompressed = (format & (isV4 ? 0x08 : 0x80)) !== 0;
    const isGrouped = (format & (isV4 ? 0x40 : 0x20)) !== 0;
    const hasLength = isV4 ? (format & 0x01) !== 0 : isCompressed;
    if (isV4 && ((format & 0x02) !== 0 || tag.isUnsynchronised)) bytes = synchronise(bytes);
    bytes = bytes.subarray((isGrouped ? 1 : 0) + (hasLength ? 4 : 0));
    if (isCompressed) {
      const { budget } = tag;
      bytes = budget.spend(inflate(bytes, 'zlib', budget.room(max), `${WHERE}.${id}`));
    }
  }
  addFrame(found, id, bytes);
}

/** Takes out the zero bytes that were put in after each FF (2.4 §6.1). */
function synchronise(bytes: Uint8Array): Uint8Array {
  const result = Buffer.alloc(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    result[length++] = bytes[at] ?? 0;
    if (bytes[at] === 0xff && bytes[at + 1] === 0) at += 1;
  }
  return result.subarray(0, length);
}

function whole(source: ByteSource): Uint8Array {
  return source.read(0, source.sizeBytes);
}

/** A number of four bytes with seven bits each (2.4 §6.2). */
function syncsafe(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let index = 0; index < 4; index++) value = value * 128 + (u8(bytes, at + index) & 0x7f);
  return value;
}
