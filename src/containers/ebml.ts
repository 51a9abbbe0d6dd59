import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';

/** One EBML element (RFC 8794 §5): its id with marker bits, and where its content lies. */
export interface Element {
  readonly id: number;
  readonly at: number;
  readonly contentAt: number;
  /** Where its content ends; undefined where its size is unknown, as in live recordings. */
  readonly end: number | undefined;
}

const MAX_HEADER_BYTES = 12;

/** The element at `at`; undefined at `end`. Throws `cut` or `damaged`. */
export function elementAt(source: ByteSource, at: number, end: number): Element | undefined {
  if (at >= end) return undefined;
  const head = source.read(at, Math.min(MAX_HEADER_BYTES, end - at));
  const idBytes = widthOf(head[0] ?? 0);
  if (idBytes > 4) throw new UnreadableMediaError('damaged', 'matroska', `no element at byte ${at}`);
  const sizeBytes = widthOf(head[idBytes] ?? 0xff);
  if (head.length < idBytes + sizeBytes) {
    throw new UnreadableMediaError('cut', 'matroska', 'an element runs past the end');
  }
  if (sizeBytes > 8) throw new UnreadableMediaError('damaged', 'matroska', `no size at byte ${at + idBytes}`);
  let id = 0;
  for (let index = 0; index < idBytes; index++) id = id * 256 + (head[index] ?? 0);
  let size = (head[idBytes] ?? 0) & (0xff >> sizeBytes);
  let isUnknown = size === 0xff >> sizeBytes;
  for (let index = idBytes + 1; index < idBytes + sizeBytes; index++) {
    const byte = head[index] ?? 0;
    isUnknown &&= byte === 0xff;
    size = size * 256 + byte;
  }
  const contentAt = at + idBytes + sizeBytes;
  return { id, at, contentAt, end: isUnknown ? undefined : contentAt + size };
}

/** Children of an element, at most `max`; throws `limit` beyond, `cut` where one runs past its parent. */
export function* childrenOf(
  source: ByteSource,
  from: number,
  end: number,
  max = 10_000,
): Generator<Element & { readonly end: number }> {
  let at = from;
  for (let count = 0; ; count++) {
    const element = elementAt(source, at, end);
    if (element === undefined) return;
    if (count >= max) throw new UnreadableMediaError('limit', 'matroska', 'too many elements');
    const elementEnd = element.end ?? end;
    if (elementEnd > end)
      throw new UnreadableMediaError('cut', 'matroska', 'an element runs past its parent');
    yield { ...element, end: elementEnd };
    at = elementEnd;
  }
}

/** Text of an element: UTF-8 up to the first NUL (RFC 8794 §7.4, §7.5). At most `maxBytes`. */
export function textIn(
  source: ByteSource,
  element: { contentAt: number; end: number },
  maxBytes: number,
): string {
  const length = element.end - element.contentAt;
  if (length > maxBytes) throw new UnreadableMediaError('limit', 'matroska', 'a text is too long');
  const text = Buffer.from(source.read(element.contentAt, length)).toString('utf8');
  const nul = text.indexOf('\0');
  return nul === -1 ? text : text.slice(0, nul);
}

/** Bytes a number takes, by its leading zero bits; 9 where there is no marker. */
function widthOf(first: number): number {
  return Math.clz32(first) - 23;
}
