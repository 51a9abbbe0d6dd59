import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { take } from './container.ts';
import { fourCc, u32, u64 } from './numbers.ts';

/** One box of an ISO base media file (ISO/IEC 14496-12 §4.2) or of a file built like one. */
export interface Box {
  readonly type: string;
  /** Where its header begins, in the source it was read from. */
  readonly at: number;
  /** What follows the header, as far as it is there. */
  readonly content: ByteSource;
  /** Bytes it declares beyond its parent's end. */
  readonly missingBytes: number;
  /** True where size 0 says that it reaches to the end. */
  readonly isOpen: boolean;
}

/** Boxes that may still be visited; shared by all levels of one file. */
export interface BoxBudget {
  left: number;
}

export const MAX_BOXES = 200_000;

/** Type given for a header of zeros: padding, or a copy that stopped. Nothing is read after it. */
export const BLANK = '\0\0\0\0';

/** The boxes in `source`, one after the other. Throws `damaged` where a size is nonsense, `cut` where a header is short. */
export function* boxesOf(source: ByteSource, budget: BoxBudget, where: string): Generator<Box> {
  for (let at = 0; at < source.sizeBytes; ) {
    budget.left -= 1;
    if (budget.left < 0) throw new UnreadableMediaError('limit', where, 'it has too many boxes');
    const rest = source.sizeBytes - at;
    // QuickTime ends some lists with four zero bytes.
    if (rest < 8 && source.read(at, rest).every((byte) => byte === 0)) {
      yield { type: BLANK, at, content: rangeOf(source, at, 0), missingBytes: 0, isOpen: true };
      return;
    }
    const head = take(source, at, 8, where);
    const short = u32(head, 0, 'big');
    const type = fourCc(head, 4);
    const headerBytes = short === 1 ? 16 : 8;
    const size = short === 0 ? rest : short === 1 ? u64(take(source, at + 8, 8, where), 0, 'big') : short;
    if (size < headerBytes) {
      throw new UnreadableMediaError('damaged', where, `box ${printable(type)} is smaller than its header`);
    }
    yield {
      type,
      at,
      content: rangeOf(source, at + headerBytes, size - headerBytes),
      missingBytes: Math.max(0, size - rest),
      isOpen: short === 0,
    };
    if (type === BLANK) return;
    at += size;
  }
}

/** A box type for messages: characters that do not print are shown as `?`. */
export function printable(type: string): string {
  return type.replace(/[^\x20-\x7e\xa9]/g, '?');
}
