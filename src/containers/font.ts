import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { inflate } from './inflate.ts';
import { u16, u32 } from './numbers.ts';
import { decodeText, latin1, utf16 } from './text.ts';

const MAX_TABLES = 4096;
const MAX_FONTS = 256;
const MAX_TABLE_BYTES = 16 * 1024 * 1024;
const MAX_NAMES = 2_000;
/** Names that tell who made it (OpenType `name`): copyright, version, manufacturer, designer, description. */
const NAMES: Readonly<Record<number, string>> = {
  0: 'copyright',
  5: 'version',
  8: 'manufacturer',
  9: 'designer',
  10: 'description',
};

/** OpenType and TrueType fonts and collections: who made them, and a manifest store in a table (C2PA 2.4 §A.3.8); WOFF as well. */
export const font: Container = {
  id: 'font',
  version: 1,
  formats: ['font'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      const mark = latin1(take(bytes, 0, 4, 'font'));
      if (mark === 'wOFF' || mark === 'wOF2') readWoff(found, bytes, mark === 'wOFF');
      else if (mark === 'ttcf') readCollection(found, bytes);
      else readTables(found, bytes, 0, new Set());
    });
    return found.contents();
  },
};

function readCollection(found: Findings, source: ByteSource): void {
  const count = u32(take(source, 8, 4, 'font'), 0, 'big');
  if (count > MAX_FONTS) throw new UnreadableMediaError('limit', 'font', 'it holds too many fonts');
  const places = take(source, 12, count * 4, 'font');
  const seen = new Set<number>();
  for (let index = 0; index < count; index++) readTables(found, source, u32(places, index * 4, 'big'), seen);
}

/** Tables that fonts of a collection share are read once. */
function readTables(found: Findings, source: ByteSource, at: number, seen: Set<number>): void {
  const count = u16(take(source, at + 4, 2, 'font'), 0, 'big');
  if (count > MAX_TABLES) throw new UnreadableMediaError('damaged', 'font', 'it has too many tables');
  const records = take(source, at + 12, count * 16, 'font');
  for (let record = 0; record < records.length; record += 16) {
    const [place, size] = [u32(records, record + 8, 'big'), u32(records, record + 12, 'big')];
    const name = latin1(records.subarray(record, record + 4));
    if (place + size > source.sizeBytes)
      throw new UnreadableMediaError('cut', 'font', `table ${name.trim()} runs past the end`);
    if (seen.has(place)) continue;
    seen.add(place);
    found.attempt(() => addTable(found, name, () => tableAt(source, place, size)));
  }
}

function tableAt(source: ByteSource, at: number, size: number): Uint8Array {
  if (size > MAX_TABLE_BYTES) throw new UnreadableMediaError('limit', 'font', 'a table is too large');
  return take(source, at, size, 'font');
}

function addTable(found: Findings, name: string, table: () => Uint8Array): void {
  if (name === 'name') addNames(found, table());
  else if (name === 'C2PA') addManifest(found, table());
  else if (name === 'meta')
    found.field(
      'font.meta',
      latin1(table().subarray(0, 4096))
        .replace(/[^\x20-\x7e]+/g, ' ')
        .trim(),
    );
}

/** Version, the place of a link, then place and length of the store. */
function addManifest(found: Findings, table: Uint8Array): void {
  const [at, size] = [u32(table, 12, 'big'), u32(table, 16, 'big')];
  if (size === 0) return;
  if (at + size > table.length) throw new UnreadableMediaError('cut', 'font.C2PA', 'it runs past its table');
  found.manifest('font.C2PA', table.subarray(at, at + size));
}

function addNames(found: Findings, table: Uint8Array): void {
  const count = Math.min(u16(table, 2, 'big'), MAX_NAMES);
  const textsAt = u16(table, 4, 'big');
  const told = new Set<string>();
  for (let index = 0; index < count; index++) {
    const record = table.subarray(6 + index * 12, 18 + index * 12);
    const name = NAMES[u16(record, 6, 'big')];
    if (name === undefined) continue;
    const at = textsAt + u16(record, 10, 'big');
    const bytes = table.subarray(at, at + u16(record, 8, 'big'));
    const isMacintosh = u16(record, 0, 'big') === 1;
    const text = (isMacintosh ? latin1(bytes) : utf16(bytes, 'big')).trim();
    if (!told.has(`${name} ${text}`)) found.field(`font.name.${name}`, text);
    told.add(`${name} ${text}`);
  }
}

/** Fonts for the web (WOFF 1.0 §3, 2.0 §4): the declared length, tables of the first kind, and the extended metadata. */
function readWoff(found: Findings, source: ByteSource, isFirst: boolean): void {
  const head = take(source, 0, isFirst ? 44 : 48, 'font');
  if (u32(head, 8, 'big') > source.sizeBytes)
    throw new UnreadableMediaError('cut', 'font', 'it ends before its declared length');
  const metaAt = isFirst ? 24 : 28;
  const [at, size, whole] = [0, 4, 8].map((more) => u32(head, metaAt + more, 'big'));
  if (at !== undefined && size !== undefined && whole !== undefined && at > 0 && size > 0) {
    const packed = tableAt(source, at, size);
    const limit = Math.min(whole, MAX_TABLE_BYTES);
    found.field('font.metadata', decodeText(inflate(packed, isFirst ? 'zlib' : 'brotli', limit, 'font')));
  }
  if (isFirst) readWoffTables(found, source, u16(head, 12, 'big'));
}

function readWoffTables(found: Findings, source: ByteSource, count: number): void {
  if (count > MAX_TABLES) throw new UnreadableMediaError('damaged', 'font', 'it has too many tables');
  const records = take(source, 44, count * 20, 'font');
  for (let record = 0; record < records.length; record += 20) {
    const [place, packed, whole] = [4, 8, 12].map((at) => u32(records, record + at, 'big'));
    if (place === undefined || packed === undefined || whole === undefined) return;
    const name = latin1(records.subarray(record, record + 4));
    const table = (): Uint8Array => {
      const bytes = tableAt(source, place, packed);
      return packed < whole ? inflate(bytes, 'zlib', Math.min(whole, MAX_TABLE_BYTES), 'font') : bytes;
    };
    found.attempt(() => addTable(found, name, table));
  }
}
