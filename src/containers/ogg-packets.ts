import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import type { Budget } from './budget.ts';
import { take } from './container.ts';
import { u8, u32 } from './numbers.ts';
import { latin1 } from './text.ts';

/** One page (RFC 3533 §6), and where its content lies. */
export interface OggPage {
  readonly serial: number;
  readonly isFirst: boolean;
  readonly isContinued: boolean;
  /** Lengths of the pieces of packets in it; 255 means that the packet goes on. */
  readonly lacing: Uint8Array;
  readonly contentAt: number;
  readonly end: number;
}

const HEADER_BYTES = 27;

/** The page at `at`; throws `damaged` where none begins there and `cut` where it runs past the end. */
export function pageAt(source: ByteSource, at: number): OggPage {
  const head = take(source, at, HEADER_BYTES, 'ogg');
  if (latin1(head.subarray(0, 4)) !== 'OggS') {
    throw new UnreadableMediaError('damaged', 'ogg', `no page at byte ${at}`);
  }
  const lacing = take(source, at + HEADER_BYTES, u8(head, 26), 'ogg');
  const contentAt = at + HEADER_BYTES + lacing.length;
  const end = lacing.reduce((sum, length) => sum + length, contentAt);
  if (end > source.sizeBytes) throw new UnreadableMediaError('cut', 'ogg', 'a page runs past the end');
  const flags = u8(head, 5);
  return {
    serial: u32(head, 14, 'little'),
    isFirst: (flags & 2) !== 0,
    isContinued: (flags & 1) !== 0,
    lacing,
    contentAt,
    end,
  };
}

/** Packets of one logical stream, collected from its pages up to a number and a size. */
export interface PacketCollector {
  add(source: ByteSource, page: OggPage): void;
  readonly packets: readonly Buffer[];
  readonly isFull: boolean;
}

/** Collects the first `maxPackets` packets, within a budget that all streams share. */
export function collectPackets(maxPackets: number, budget: Budget): PacketCollector {
  const packets: Buffer[] = [];
  let pieces: Uint8Array[] = [];
  return {
    packets,
    get isFull() {
      return packets.length >= maxPackets;
    },
    add(source, page) {
      if (!page.isContinued) pieces = [];
      let at = page.contentAt;
      for (const length of page.lacing) {
        if (packets.length >= maxPackets) return;
        pieces.push(budget.spend(source.read(at, budget.room(length))));
        at += length;
        if (length === 255) continue;
        packets.push(Buffer.concat(pieces));
        pieces = [];
      }
    },
  };
}
