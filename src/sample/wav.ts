import { fixedText, join, u16le, u32le } from './bytes.ts';

const RATE = 48_000;
const BYTES_A_SAMPLE = 3;
const BEXT_RESERVED_BYTES = 180;
const UMID_BYTES = 64;

/** What a field recorder writes about a take. */
export interface Take {
  readonly originator: string;
  readonly reference: string;
  readonly date: string;
  readonly time: string;
  /** Samples since midnight. */
  readonly timeReference: number;
  readonly scene: string;
  readonly take: string;
  readonly track: string;
}

/** One second of a quiet harbour, 48 kHz 24-bit mono, as a broadcast wave (EBU Tech 3285) with an iXML chunk. */
export function broadcastWave(take: Take): Buffer {
  const samples = harbour();
  const body = join(
    'WAVE',
    chunk('bext', broadcastExtension(take)),
    chunk('iXML', Buffer.from(ixml(take), 'utf8')),
    chunk('fmt ', format()),
    chunk('data', samples),
  );
  return join('RIFF', u32le(body.length), body);
}

function chunk(type: string, data: Uint8Array): Buffer {
  return join(type, u32le(data.length), data, Buffer.alloc(data.length % 2));
}

function format(): Buffer {
  const pcm = 1;
  const channels = 1;
  return join(
    u16le(pcm),
    u16le(channels),
    u32le(RATE),
    u32le(RATE * BYTES_A_SAMPLE),
    u16le(BYTES_A_SAMPLE),
    u16le(BYTES_A_SAMPLE * 8),
  );
}

function broadcastExtension(take: Take): Buffer {
  const version = 1;
  const description = `sSPEED=024.000-NDF\r\nsSCENE=${take.scene}\r\nsTAKE=${take.take}\r\nsTRK1=${take.track}\r\n`;
  return join(
    fixedText(description, 256),
    fixedText(take.originator, 32),
    fixedText(take.reference, 32),
    fixedText(take.date, 10),
    fixedText(take.time, 8),
    u32le(take.timeReference % 2 ** 32),
    u32le(Math.floor(take.timeReference / 2 ** 32)),
    u16le(version),
    Buffer.alloc(UMID_BYTES + 2 * 5 + BEXT_RESERVED_BYTES),
  );
}

function ixml(take: Take): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<BWFXML><IXML_VERSION>2.10</IXML_VERSION>',
    `<PROJECT>QUAYSIDE</PROJECT><SCENE>${take.scene}</SCENE><TAKE>${take.take}</TAKE><TAPE>26Y11M18</TAPE>`,
    '<FILE_UID>QSD26111817420900</FILE_UID>',
    '<SPEED><MASTER_SPEED>24/1</MASTER_SPEED><TIMECODE_RATE>24/1</TIMECODE_RATE>',
    `<FILE_SAMPLE_RATE>${RATE}</FILE_SAMPLE_RATE><AUDIO_BIT_DEPTH>24</AUDIO_BIT_DEPTH></SPEED>`,
    '<TRACK_LIST><TRACK_COUNT>1</TRACK_COUNT><TRACK><CHANNEL_INDEX>1</CHANNEL_INDEX>',
    `<INTERLEAVE_INDEX>1</INTERLEAVE_INDEX><NAME>${take.track}</NAME></TRACK></TRACK_LIST></BWFXML>`,
  ].join('\n');
}

/** A low hum under slow water, from a fixed formula so that every run gives the same bytes. */
function harbour(): Buffer {
  const bytes = Buffer.alloc(RATE * BYTES_A_SAMPLE);
  let noise = 1;
  for (let at = 0; at < RATE; at++) {
    noise = (Math.imul(noise, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    const water = (noise / 0x4000_0000 - 1) * (0.5 + 0.5 * Math.sin((at / RATE) * Math.PI * 2));
    const level = 0.04 * Math.sin((at / RATE) * Math.PI * 2 * 55) + 0.01 * water;
    bytes.writeIntLE(Math.round(level * 0x7f_ffff), at * BYTES_A_SAMPLE, BYTES_A_SAMPLE);
  }
  return bytes;
}
