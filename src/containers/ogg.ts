import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { openBudget } from './budget.ts';
import { type Container, type Findings, findings } from './container.ts';
import { u16 } from './numbers.ts';
import { collectPackets, type PacketCollector, pageAt } from './ogg-packets.ts';
import { asBuffer } from './text.ts';
import { addFlacPicture, addVorbisComments } from './vorbis-comments.ts';

const MAX_HEADER_BYTES = 16 * 1024 * 1024;
const MAX_STREAMS = 64;
/** Pages looked at; a file of more than about 4 GiB. */
const MAX_PAGES = 1_000_000;

/** What the comment packet of each codec begins with, by what its first packet begins with. */
const CODECS: readonly (readonly [first: string, comments: string])[] = [
  ['\x01vorbis', '\x03vorbis'],
  ['OpusHead', 'OpusTags'],
  ['\x80theora', '\x81theora'],
  ['Speex   ', ''],
];

/** Ogg (RFC 3533) with Vorbis, Opus, FLAC, Theora or Speex in it, also several streams side by side or in a chain. */
export const ogg: Container = {
  id: 'ogg',
  version: 1,
  formats: ['ogg', 'opus'],
  read(bytes) {
    const found = findings();
    found.attempt(() => walkPages(found, bytes));
    return found.contents();
  },
};

function walkPages(found: Findings, source: ByteSource): void {
  const open = new Map<number, PacketCollector>();
  const budget = openBudget('ogg', MAX_HEADER_BYTES);
  let streams = 0;
  let at = 0;
  for (let pages = 0; at < source.sizeBytes; pages++) {
    if (pages >= MAX_PAGES) throw new UnreadableMediaError('limit', 'ogg', 'too many pages');
    const page = pageAt(source, at);
    if (page.isFirst) {
      streams += 1;
      if (streams > MAX_STREAMS) throw new UnreadableMediaError('limit', 'ogg', 'too many streams');
      open.set(page.serial, collectPackets(packetsWanted(source.read(page.contentAt, 16)), budget));
    }
    const stream = open.get(page.serial);
    if (stream !== undefined) {
      stream.add(source, page);
      if (stream.isFull) {
        open.delete(page.serial);
        readHeaders(found, stream.packets);
      }
    }
    at = page.end;
  }
  if (open.size > 0) found.problem('cut', 'ogg', 'a stream ends within its headers');
}

/** FLAC says how many header packets follow its first (RFC 9639 §10.1); the others have their comments in the second. */
function packetsWanted(start: Uint8Array): number {
  if (asBuffer(start).toString('latin1', 0, 5) !== '\x7fFLAC') return 2;
  return start.length < 9 ? 2 : 1 + Math.min(u16(start, 7, 'big'), 32);
}

function readHeaders(found: Findings, packets: readonly Buffer[]): void {
  const [first, second] = packets;
  if (first === undefined || second === undefined) return;
  if (first.toString('latin1', 0, 5) === '\x7fFLAC') {
    for (const packet of packets.slice(1)) readFlacBlock(found, packet);
    return;
  }
  const codec = CODECS.find(([start]) => first.toString('latin1', 0, start.length) === start);
  if (codec === undefined || second.toString('latin1', 0, codec[1].length) !== codec[1]) return;
  found.attempt(() => addVorbisComments(found, second.subarray(codec[1].length), 'ogg.comments'));
}

function readFlacBlock(found: Findings, block: Buffer): void {
  const type = (block[0] ?? 0) & 0x7f;
  if (type === 4) found.attempt(() => addVorbisComments(found, block.subarray(4), 'ogg.comments'));
  else if (type === 6) addFlacPicture(found, block.subarray(4));
}
