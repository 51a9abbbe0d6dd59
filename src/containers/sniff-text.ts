import { isUtf8 } from 'node:buffer';
import { formatNamed } from './formats.ts';
import { asBuffer, looksLikeText, utf16 } from './text.ts';

/** Root elements by local name; the namespace tells some apart. */
const ROOTS: readonly (readonly [RegExp, string])[] = [
  [/^(xmpmeta|xapmeta|RDF)$/, 'xmp'],
  [/^svg$/, 'svg'],
  [/^html$/i, 'html'],
  [/^fcpxml$/, 'fcpxml'],
  [/^xmeml$/, 'xmeml'],
  [/^mlt$/, 'mlt'],
  [/^(CompositionPlaylist)$/, 'cpl'],
  [/^(PackingList)$/, 'pkl'],
  [/^(AssetMap|VolumeIndex)$/, 'assetmap'],
  [/^OutputProfileList$/, 'opl'],
  [/^(hashlist|directoryhash|ascmhldirectory)$/, 'mhl'],
  [/^PremiereData$/, 'prproj'],
  [/^AfterEffectsProject$/, 'aepx'],
  [/^hieroXML$/, 'hrox'],
  [/^COLLADA$/, 'dae'],
];

/** First lines by which text formats are known. */
const OPENINGS: readonly (readonly [RegExp, string])[] = [
  [/^\s*TITLE:/, 'edl'],
  [/^\d{3,8}[ \t]+\S+[ \t]+\S+[ \t]+(C|D|W\d+|K[BO]?)[ \t]+(\d+[ \t]+)?(\d\d[:;]){3}\d\d[ \t]/m, 'edl'],
  [/^Heading\s*(\r\n?|\n)\s*FIELD_DELIM\s/, 'ale'],
  [/^ply\r?\n\s*format /, 'ply'],
  [/^#usda /, 'usd'],
  [/^solid\s[\s\S]{0,400}\bfacet\b/, 'stl'],
  [/^\/\/Maya ASCII/, 'maya'],
  [/^; FBX \d/, 'fbx'],
  [/^(#![^\n]*nuke[^\n]*|#write_info[^\n]*)/i, 'nuke'],
  [/^P[1-7F]\s/, 'pnm'],
  [/^SESSION NAME:\t/, 'ptx'],
  [/^<!DOCTYPE html|^<html/i, 'html'],
];

/** The format of a file that is text, from its first 64 KiB; undefined where it is no text. */
export function sniffText(head: Uint8Array, extension: string): string | undefined {
  const text = asText(head);
  if (text === undefined) return undefined;
  const found = fromMarkup(text) ?? fromJson(text) ?? OPENINGS.find(([opening]) => opening.test(text))?.[1];
  if (found !== undefined && found !== 'xml' && found !== 'json') return found;
  return named(extension, found) ?? found ?? 'text';
}

/** Formats that any text may be, if its name says so: cuts first of all, for they must not pass as harmless text. */
function named(extension: string, found: string | undefined): string | undefined {
  const format = formatNamed(extension);
  if (format === undefined || extension === 'xml' || extension === 'json') return undefined;
  if (format.kind === 'container' && TEXT_CUTS.has(format.format)) return format.format;
  return found === undefined || MARKED.has(format.format) ? plain(format.format) : undefined;
}

/** Formats of readers that will say themselves what is wrong with a text that does not begin as it should. */
const MARKED = new Set(['xmp', 'svg', 'gltf', 'ply', 'stl', 'usd', 'fbx', 'dae']);
const UNMARKED = new Set(['markdown', 'obj']);

function plain(format: string): string | undefined {
  return MARKED.has(format) || UNMARKED.has(format) ? format : undefined;
}

const TEXT_CUTS = new Set(
  'otio edl ale fcpxml xmeml mlt cpl pkl assetmap opl mhl nuke hrox aepx prproj drp aaf avb otioz'.split(' '),
);

function asText(head: Uint8Array): string | undefined {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return utf16(head.subarray(2), 'little');
  if (first === 0xfe && second === 0xff) return utf16(head.subarray(2), 'big');
  if (first === 0x3c && second === 0 && head[3] === 0) return utf16(head, 'little');
  if (first === 0 && second === 0x3c) return utf16(head, 'big');
  if (!looksLikeText(head, head.length)) return undefined;
  const buffer = asBuffer(head);
  if (isUtf8(buffer.subarray(0, lastWhole(buffer)))) return buffer.toString('utf8').replace(/^\uFEFF/, '');
  return isMostlyAscii(buffer) ? buffer.toString('latin1') : undefined;
}

/** Where a character of UTF-8 begins that the end of the sample may have cut. */
function lastWhole(sample: Uint8Array): number {
  let end = sample.length;
  while (end > sample.length - 4 && ((sample[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return (sample[end - 1] ?? 0) >= 0xc0 ? end - 1 : sample.length;
}

/** Text in an old encoding has accents here and there; bytes that are mostly high are something else. */
function isMostlyAscii(sample: Uint8Array): boolean {
  let high = 0;
  for (const byte of sample) if (byte >= 0x80) high += 1;
  return high * 4 <= sample.length;
}

/** By the root element, past declaration, comments, processing instructions and document type. */
function fromMarkup(text: string): string | undefined {
  const start = text.trimStart();
  if (!start.startsWith('<')) return undefined;
  let at = 0;
  for (let steps = 0; steps < 100; steps++) {
    at = skipBlank(start, at);
    const skip = SKIPPED.find(([open]) => start.startsWith(open, at));
    if (skip === undefined) break;
    if (skip[0] === '<?' && start.startsWith('<?xpacket', at)) return 'xmp';
    const end = start.indexOf(skip[1], at + skip[0].length);
    if (end === -1) return undefined;
    at = end + skip[1].length;
  }
  if (/^<!DOCTYPE\s+html/i.test(start)) return 'html';
  const root = /^<([\w.-]+:)?([\w.-]+)/.exec(start.slice(at, at + 200));
  if (root?.[2] === undefined) return undefined;
  const local = root[2];
  return ROOTS.find(([name]) => name.test(local))?.[1] ?? 'xml';
}

const SKIPPED: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<!', '>'],
  [']', '>'],
];

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
  return at;
}

function fromJson(text: string): string | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  if (/"OTIO_SCHEMA"\s*:/.test(text)) return 'otio';
  if (/"asset"\s*:\s*\{[^{}]{0,2000}"version"\s*:/.test(text)) return 'gltf';
  return /^\s*(\{\s*("|\})|\[\s*[[{"\d\]tfn-])/.test(text) ? 'json' : undefined;
}
