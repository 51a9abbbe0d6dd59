import { UnreadableMediaError } from '../domain/errors.ts';
import { type Container, findings } from './container.ts';
import { asBuffer } from './text.ts';

const HEAD_BYTES = 64 * 1024;
const END = /\nend_header[ \t]*\r?\n/;

/** Stanford PLY: comments of its header, and whether the elements it promises can fit. */
export const ply: Container = {
  id: 'ply',
  version: 1,
  formats: ['ply'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      const head = asBuffer(bytes.read(0, HEAD_BYTES)).toString('latin1');
      const end = END.exec(head);
      const kind = bytes.sizeBytes <= HEAD_BYTES ? 'cut' : 'limit';
      const lines = head.slice(0, end?.index).split(/\r?\n/);
      for (const line of lines) {
        const [, name, text] = /^\s*(comment|obj_info)\s+(.*)$/.exec(line) ?? [];
        if (name !== undefined) found.field(`ply.${name}`, (text ?? '').trim());
      }
      if (end === null) throw new UnreadableMediaError(kind, 'ply', 'its header has no end');
      const least = leastBytes(lines, /^format ascii/m.test(head));
      if (end.index + end[0].length + least > bytes.sizeBytes)
        throw new UnreadableMediaError('cut', 'ply', 'the elements it promises are missing');
    });
    return found.contents();
  },
};

const SIZES: Readonly<Record<string, number>> = {
  char: 1,
  int8: 1,
  uchar: 1,
  uint8: 1,
  short: 2,
  int16: 2,
  ushort: 2,
  uint16: 2,
  int: 4,
  int32: 4,
  uint: 4,
  uint32: 4,
  float: 4,
  float32: 4,
  double: 8,
  float64: 8,
};

/** The least the elements take; lists may be empty, and a number written out has a digit and a blank. */
function leastBytes(lines: readonly string[], isText: boolean): number {
  let rows = 0;
  let total = 0;
  for (const line of lines) {
    const words = line.trim().split(/\s+/);
    if (words[0] === 'element') rows = Number(words[2]) || 0;
    else if (words[0] === 'property') {
      const type = words[1] === 'list' ? words[2] : words[1];
      total += rows * (isText ? 2 : (SIZES[type ?? ''] ?? 0));
    }
  }
  return isText ? Math.max(0, total - 1) : total;
}
