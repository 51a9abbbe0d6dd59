import { UnreadableMediaError } from '../domain/errors.ts';
import type { Findings } from './container.ts';
import { u32 } from './numbers.ts';
import { latin1 } from './text.ts';
import { addXmp } from './xmp.ts';

/** One piece of an extended XMP packet (ISO 16684-3 §5.2.2). */
export interface XmpPart {
  readonly guid: string;
  readonly wholeBytes: number;
  readonly offset: number;
  readonly data: Uint8Array;
}

const GUID_BYTES = 32;
const HEADER_BYTES = GUID_BYTES + 8;
const MAX_WHOLE_BYTES = 32 * 1024 * 1024;

/** The piece in an APP1 segment, its signature already removed. Throws `cut` where the header is short. */
export function xmpPart(payload: Uint8Array): XmpPart {
  return {
    guid: latin1(payload.subarray(0, GUID_BYTES)),
    wholeBytes: u32(payload, GUID_BYTES, 'big'),
    offset: u32(payload, GUID_BYTES + 4, 'big'),
    data: payload.subarray(HEADER_BYTES),
  };
}

/** Puts the pieces of each packet together by their offsets and reads it. */
export function addExtendedXmp(found: Findings, parts: readonly XmpPart[]): void {
  for (const pieces of Map.groupBy(parts, (part) => part.guid).values()) {
    found.attempt(() => addXmp(found, assemble(pieces), 'xmp extension'));
  }
}

function assemble(parts: readonly XmpPart[]): Uint8Array {
  const wholeBytes = parts[0]?.wholeBytes ?? 0;
  if (wholeBytes > MAX_WHOLE_BYTES) {
    throw new UnreadableMediaError('limit', 'xmp extension', `it declares ${wholeBytes} bytes`);
  }
  let end = 0;
  for (const part of [...parts].sort((a, b) => a.offset - b.offset)) {
    if (part.offset > end) break;
    end = Math.max(end, part.offset + part.data.length);
  }
  if (end < wholeBytes) {
    throw new UnreadableMediaError(
      'cut',
      'xmp extension',
      `${wholeBytes - end} of ${wholeBytes} bytes are missing`,
    );
  }
  const packet = Buffer.alloc(wholeBytes);
  for (const part of parts)
    packet.set(
      part.data.subarray(0, Math.max(0, wholeBytes - part.offset)),
      Math.min(part.offset, wholeBytes),
    );
  return packet;
}
