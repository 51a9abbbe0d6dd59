import { join, u16be, u32be } from './bytes.ts';

const TIMESCALE = 24_000;
const FRAME_TICKS = 1_000;
const UNITY_MATRIX = join(...[0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000].map((value) => u32be(value)));
const MOTION_JPEG = 0x6c;
const VISUAL_STREAM = 0x04;

/** A clip: JPEG frames at 24 a second, and metadata keys as ffmpeg writes them with `use_metadata_tags`. */
export interface Clip {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Buffer[];
  readonly keys: Readonly<Record<string, string>>;
}

/** An MP4 file (ISO/IEC 14496-12 and -14) with one Motion JPEG track; the frames stand before the movie box. */
export function mp4(clip: Clip): Buffer {
  const brand = box('ftyp', 'isom', u32be(0x200), 'isom', 'mp41');
  const media = box('mdat', ...clip.frames);
  return join(brand, media, movie(clip, brand.length + 8));
}

function box(type: string, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = join(...parts);
  return join(u32be(body.length + 8), type, body);
}

function fullBox(type: string, flags: number, ...parts: readonly (Buffer | string)[]): Buffer {
  return box(type, u32be(flags), ...parts);
}

function movie(clip: Clip, firstFrameAt: number): Buffer {
  const ticks = clip.frames.length * FRAME_TICKS;
  const header = fullBox(
    'mvhd',
    0,
    u32be(0),
    u32be(0),
    u32be(TIMESCALE),
    u32be(ticks),
    u32be(0x10000),
    u16be(0x100),
    Buffer.alloc(10),
    UNITY_MATRIX,
    Buffer.alloc(24),
    u32be(2),
  );
  const track = box('trak', trackHeader(clip, ticks), media(clip, ticks, firstFrameAt));
  return box('moov', header, track, box('udta', metadata(clip.keys)));
}

function trackHeader(clip: Clip, ticks: number): Buffer {
  const enabledInMovie = 3;
  return fullBox(
    'tkhd',
    enabledInMovie,
    u32be(0),
    u32be(0),
    u32be(1),
    u32be(0),
    u32be(ticks),
    Buffer.alloc(16),
    UNITY_MATRIX,
    u32be(clip.width * 0x10000),
    u32be(clip.height * 0x10000),
  );
}

function media(clip: Clip, ticks: number, firstFrameAt: number): Buffer {
  const undetermined = 0x55c4;
  const handler = fullBox('hdlr', 0, u32be(0), 'vide', Buffer.alloc(12), 'VideoHandler\0');
  const selfContained = fullBox('url ', 1);
  return box(
    'mdia',
    fullBox('mdhd', 0, u32be(0), u32be(0), u32be(TIMESCALE), u32be(ticks), u16be(undetermined), u16be(0)),
    handler,
    box(
      'minf',
      fullBox('vmhd', 1, Buffer.alloc(8)),
      box('dinf', fullBox('dref', 0, u32be(1), selfContained)),
      sampleTable(clip, firstFrameAt),
    ),
  );
}

function sampleTable(clip: Clip, firstFrameAt: number): Buffer {
  const count = clip.frames.length;
  return box(
    'stbl',
    fullBox('stsd', 0, u32be(1), sampleEntry(clip)),
    fullBox('stts', 0, u32be(1), u32be(count), u32be(FRAME_TICKS)),
    fullBox('stsc', 0, u32be(1), u32be(1), u32be(count), u32be(1)),
    fullBox('stsz', 0, u32be(0), u32be(count), ...clip.frames.map((frame) => u32be(frame.length))),
    fullBox('stco', 0, u32be(1), u32be(firstFrameAt)),
  );
}

function sampleEntry(clip: Clip): Buffer {
  const dpi72 = 0x480000;
  return box(
    'mp4v',
    Buffer.alloc(6),
    u16be(1),
    Buffer.alloc(16),
    u16be(clip.width),
    u16be(clip.height),
    u32be(dpi72),
    u32be(dpi72),
    u32be(0),
    u16be(1),
    Buffer.alloc(32),
    u16be(24),
    u16be(0xffff),
    fullBox('esds', 0, elementaryStream()),
  );
}

/** ES_Descriptor with a decoder configuration that names Motion JPEG (ISO/IEC 14496-1 §7.2.6). */
function elementaryStream(): Buffer {
  const decoder = join(Buffer.of(MOTION_JPEG, (VISUAL_STREAM << 2) | 1), Buffer.alloc(11));
  const sync = Buffer.of(0x06, 1, 2);
  const body = join(u16be(1), Buffer.of(0), Buffer.of(0x04, decoder.length), decoder, sync);
  return join(Buffer.of(0x03, body.length), body);
}

function metadata(keys: Readonly<Record<string, string>>): Buffer {
  const utf8 = 1;
  const names = Object.keys(keys).map((key) => box('mdta', key));
  const values = Object.values(keys).map((value, index) => {
    const data = box('data', u32be(utf8), u32be(0), Buffer.from(value, 'utf8'));
    return join(u32be(data.length + 8), u32be(index + 1), data);
  });
  return fullBox(
    'meta',
    0,
    fullBox('hdlr', 0, u32be(0), 'mdta', Buffer.alloc(12), '\0'),
    fullBox('keys', 0, u32be(names.length), ...names),
    box('ilst', ...values),
  );
}
