import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { unpackLz4 } from './lz4.ts';
import { u64 } from './numbers.ts';
import { asBuffer, latin1, untilNul } from './text.ts';

const CRATE = 'PXR-USDC';
const HEAD_BYTES = 256 * 1024;
const MAX_SECTIONS = 64;
const SECTION_BYTES = 32;
const MAX_TOKEN_BYTES = 32 * 1024 * 1024;
const MAX_STRINGS = 2_000;

/**
 * Universal Scene Description: as text its layer metadata (`doc`, `customLayerData`); as a crate the strings of its token
 * table, in which the same words stand.
 */
export const usd: Container = {
  id: 'usd',
  version: 1,
  formats: ['usd'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      if (latin1(bytes.read(0, CRATE.length)) === CRATE) readCrate(found, bytes);
      else readLayer(found, bytes);
    });
    return found.contents();
  },
};

/** Texts of the parentheses that follow `#usda 1.0`. */
function readLayer(found: Findings, source: ByteSource): void {
  const text = asBuffer(source.read(0, HEAD_BYTES)).toString('utf8');
  if (!/^\uFEFF?#usda \d+\.\d+/.test(text)) {
    const isEnd = '#usda 1.0'.startsWith(text);
    throw new UnreadableMediaError(isEnd ? 'cut' : 'damaged', 'usd', 'it does not begin as a layer does');
  }
  const open = /^#usda[^\n]*\n\s*\(/.exec(text);
  if (open === null) return;
  const end = closingAt(text, open[0].length);
  const kind = source.sizeBytes <= HEAD_BYTES ? 'cut' : 'limit';
  if (end === -1) throw new UnreadableMediaError(kind, 'usd', 'its layer metadata has no end');
  const layer = text.slice(open[0].length, end);
  const doc = /^\s*("""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*")/.exec(layer)?.[1];
  if (doc !== undefined) found.field('usd.layer.doc', unquoted(doc));
  for (const [, key, value] of layer.matchAll(/([\w:]{1,128}) = ("""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*")/g))
    found.field(`usd.layer.${key}`, unquoted(value ?? ''));
}

function unquoted(text: string): string {
  const marks = text.startsWith('"""') ? 3 : 1;
  return text.slice(marks, -marks).replaceAll('\\"', '"').trim();
}

/** Where the parenthesis closes; quoted ones do not count. */
function closingAt(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const mark = text.startsWith('"""', at) ? '"""' : '"';
      let close = text.indexOf(mark, at + mark.length);
      while (close !== -1 && text[close - 1] === '\\') close = text.indexOf(mark, close + 1);
      if (close === -1) return -1;
      at = close + mark.length - 1;
    } else if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/** Crate files (OpenUSD `crateFile`): a table of contents names sections by place and size. */
function readCrate(found: Findings, source: ByteSource): void {
  const head = take(source, 0, 24, 'usd');
  const [, minor = 0] = head.subarray(8, 11);
  const tocAt = u64(head, 16, 'little');
  const count = u64(take(source, tocAt, 8, 'usd'), 0, 'little');
  if (count > MAX_SECTIONS) throw new UnreadableMediaError('damaged', 'usd', 'it has no table of contents');
  const toc = take(source, tocAt + 8, count * SECTION_BYTES, 'usd');
  for (let at = 0; at < toc.length; at += SECTION_BYTES) {
    const name = untilNul(latin1(toc.subarray(at, at + 16)));
    const [start, size] = [u64(toc, at + 16, 'little'), u64(toc, at + 24, 'little')];
    if (start + size > source.sizeBytes)
      throw new UnreadableMediaError('cut', 'usd', `section ${name} runs past the end`);
    if (name === 'TOKENS') found.attempt(() => addTokens(found, take(source, start, size, 'usd'), minor));
  }
}

/** Only strings with blanks or links in them: the others are names of the scene. */
function addTokens(found: Findings, section: Uint8Array, minor: number): void {
  const isPacked = minor >= 4;
  const whole = u64(section, 8, 'little');
  if (whole > MAX_TOKEN_BYTES) throw new UnreadableMediaError('limit', 'usd.tokens', 'they are too long');
  const text = isPacked ? unpackLz4(section.subarray(24), whole, 'usd.tokens') : section.subarray(16);
  const strings = asBuffer(text).toString('utf8').split('\0').filter(isSaid);
  for (const string of strings.slice(0, MAX_STRINGS)) found.field('usd.string', string);
  if (strings.length > MAX_STRINGS) found.problem('limit', 'usd.string', 'it has too many strings');
}

function isSaid(token: string): boolean {
  return /\S\s+\S|:\/\//.test(token.slice(0, 4096));
}
