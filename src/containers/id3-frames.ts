import { bufferBytes } from '../files/bytes.ts';
import type { Findings } from './container.ts';
import { id3Cut, id3Text } from './id3-text.ts';
import { latin1 } from './text.ts';
import { addXmp } from './xmp.ts';

/** The two MIME types by which a manifest store is embedded (C2PA 2.4 §A.3.5), current and old. */
const C2PA_TYPES = new Set(['application/c2pa', 'application/x-c2pa-manifest-store']);

/** Frames of ID3v2.2 by the names of their successors; those not listed keep their own. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  TXX: 'TXXX',
  COM: 'COMM',
  ULT: 'USLT',
  WXX: 'WXXX',
  WAS: 'WOAS',
  WAF: 'WOAF',
  WAR: 'WOAR',
  GEO: 'GEOB',
  PIC: 'APIC',
  TEN: 'TENC',
  TSS: 'TSSE',
  TT1: 'TIT1',
  TT2: 'TIT2',
  TT3: 'TIT3',
  TP1: 'TPE1',
  TAL: 'TALB',
  TCO: 'TCON',
  TCR: 'TCOP',
};

/** Whether a frame is worth decoding; others (volumes, counters, cue points) say nothing of origin. */
export function isTelling(id: string): boolean {
  return /^[TW]/.test(id) || TELLING.has(SUCCESSORS[id] ?? id);
}

const TELLING = new Set(['COMM', 'USLT', 'GEOB', 'PRIV', 'APIC']);

/** The content of one frame (ID3v2.4 frames §4), decompressed and desynchronised, as fields, manifest or picture. */
export function addFrame(found: Findings, rawId: string, content: Uint8Array): void {
  const id = SUCCESSORS[rawId] ?? rawId;
  const encoding = content[0] ?? 0;
  const body = content.subarray(1);
  if (id === 'TXXX') addDescribed(found, id, body, encoding);
  else if (id === 'WXXX') {
    const { text, rest } = id3Cut(body, encoding);
    found.field(named(id, text), id3Text(rest, 0));
  } else if (id === 'COMM' || id === 'USLT') addDescribed(found, id, body.subarray(3), encoding);
  else if (id === 'GEOB') addObject(found, body, encoding);
  else if (id === 'PRIV') addPrivate(found, content);
  else if (id === 'APIC') addPicture(found, rawId, body, encoding);
  else if (id.startsWith('W')) found.field(`id3.${id}`, id3Cut(content, 0).text);
  else if (id.startsWith('T')) {
    // Several values stand in one frame, divided by NUL.
    for (const value of id3Text(body, encoding).split('\0')) found.field(`id3.${id}`, value);
  }
}

function addDescribed(found: Findings, id: string, body: Uint8Array, encoding: number): void {
  const { text, rest } = id3Cut(body, encoding);
  found.field(named(id, text), id3Text(rest, encoding));
}

function addObject(found: Findings, body: Uint8Array, encoding: number): void {
  const type = id3Cut(body, 0);
  const name = id3Cut(type.rest, encoding);
  const description = id3Cut(name.rest, encoding);
  if (C2PA_TYPES.has(type.text.trim().toLowerCase())) found.manifest('id3.GEOB', description.rest);
  else found.field(named('GEOB', description.text), `${type.text} ${name.text}`.trim());
}

function addPrivate(found: Findings, content: Uint8Array): void {
  const { text: owner, rest } = id3Cut(content, 0);
  if (owner === 'XMP') addXmp(found, rest, 'id3.PRIV.XMP');
  else found.field('id3.PRIV', owner);
}

function addPicture(found: Findings, rawId: string, body: Uint8Array, encoding: number): void {
  const afterType = rawId === 'PIC' ? body.subarray(3) : id3Cut(body, 0).rest;
  const { rest } = id3Cut(afterType.subarray(1), encoding);
  // `-->` stands before a link instead of a picture.
  if (rest.length > 0 && latin1(body.subarray(0, 3)) !== '-->')
    found.member('id3.APIC', bufferBytes(rest), 'part');
}

function named(id: string, description: string): string {
  return description === '' ? `id3.${id}` : `id3.${id}.${description}`;
}
