import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { bufferBytes } from '../files/bytes.ts';
import { type Container, type Findings, findings } from './container.ts';
import { latin1 } from './text.ts';

/** Longest text that is read to its end. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_DEPTH = 1000;
/** Destinations that tell who wrote the text (RTF 1.9.1, "Information Group"). */
const TELLING = new Set(
  'title subject author manager company operator category keywords comment doccomm generator'.split(' '),
);

/** Rich Text: the information group, the program that wrote it, pictures. Its prose is not looked at. */
export const rtf: Container = {
  id: 'rtf',
  version: 1,
  formats: ['rtf'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      const depth = readGroups(found, latin1(bytes.read(0, MAX_BYTES)));
      if (bytes.sizeBytes > MAX_BYTES) throw new UnreadableMediaError('limit', 'rtf', 'it is too long');
      if (depth > 0) throw new UnreadableMediaError('cut', 'rtf', 'its groups are not closed');
    });
    return found.contents();
  },
};

/** Each telling destination as `rtf.<name>`; returns how many groups stay open. */
function readGroups(found: Findings, text: string): number {
  const opened: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '{') {
      if (opened.length >= MAX_DEPTH)
        throw new UnreadableMediaError('limit', 'rtf', 'its groups are nested too deep');
      opened.push(at);
    } else if (character === '}') {
      const from = opened.pop();
      if (from === undefined) continue;
      if (text.startsWith('\\pict', from + 1)) addPicture(found, text.slice(from + 1, at));
      else if (at - from < MAX_GROUP_CHARS) addGroup(found, text.slice(from + 1, at));
      if (opened.length === 0) return 0;
    }
  }
  return opened.length;
}

const MAX_GROUP_CHARS = 8 * 1024;

/** A PNG or JPEG in hexadecimal digits, behind its controls and groups of its own. */
function addPicture(found: Findings, group: string): void {
  if (!/\\(?:png|jpeg)blip/.test(group.slice(0, MAX_GROUP_CHARS))) return;
  const open = (): ByteSource => bufferBytes(Buffer.from(hexOf(group), 'hex'));
  found.member('rtf.picture', open, 'part');
}

/** What follows the last control or group. */
function hexOf(group: string): string {
  const brace = group.lastIndexOf('}');
  const control = group.lastIndexOf('\\');
  const from = Math.max(brace, control);
  const rest = group.slice(from + 1);
  return (from === control ? rest.replace(/^[a-z]{1,32}-?\d{0,10} ?/, '') : rest).replace(/\s+/g, '');
}

function addGroup(found: Findings, group: string): void {
  const [opening, name] = /^(?:\\\*)?\\([a-z]{1,32})[ ]?/.exec(group.slice(0, 64)) ?? [];
  if (opening === undefined || name === undefined || !TELLING.has(name)) return;
  found.field(`rtf.${name}`, plain(group.slice(opening.length)));
}

/** Words without their controls: `\'e9` and `\u233?` are characters, the rest is form. */
function plain(text: string): string {
  return text
    .replace(/\\'([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\u(-?\d{1,6}) ?\??/g, (_, code: string) => String.fromCharCode(Number(code) & 0xffff))
    .replace(/\\[a-z]{1,32}-?\d{0,10} ?/g, '')
    .replace(/\\([\\{}])|[{}\r\n]/g, (_, escaped: string | undefined) => escaped ?? '')
    .replace(/;$/, '')
    .trim();
}
