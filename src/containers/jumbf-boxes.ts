import { UnreadableMediaError } from '../domain/errors.ts';
import { fourCc, u32, u64 } from './numbers.ts';
import { asBuffer, latin1 } from './text.ts';

/** One box of a JUMBF tree (ISO/IEC 19566-5 §A): a superbox has a description and children, any other box has content. */
export interface JumbfBox {
  readonly type: string;
  readonly content: Uint8Array;
}

/** The description box of a superbox (§A.3). */
export interface JumbfDescription {
  /** Lower-case hex of the content type's UUID. */
  readonly uuid: string;
  readonly label: string;
}

const MAX_BOXES = 20_000;

/** The boxes in `bytes`, one after the other. Throws `cut` where one runs past the end. */
export function boxesIn(bytes: Uint8Array, where: string): readonly JumbfBox[] {
  const boxes: JumbfBox[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const short = u32(bytes, at, 'big');
    const headerBytes = short === 1 ? 16 : 8;
    const size = short === 0 ? bytes.length - at : short === 1 ? u64(bytes, at + 8, 'big') : short;
    const type = fourCc(bytes, at + 4);
    if (size < headerBytes)
      throw new UnreadableMediaError('damaged', where, `box ${type} is smaller than its header`);
    if (at + size > bytes.length)
      throw new UnreadableMediaError('cut', where, `box ${type} runs past the end`);
    if (boxes.length >= MAX_BOXES) throw new UnreadableMediaError('limit', where, 'too many boxes');
    boxes.push({ type, content: bytes.subarray(at + headerBytes, at + size) });
    at += size;
  }
  return boxes;
}

/** What a superbox says it is; its description is always the first box inside. */
export function describe(superbox: Uint8Array, where: string): JumbfDescription {
  const size = superbox.length >= 8 ? u32(superbox, 0, 'big') : 0;
  if (size < 25 || fourCc(superbox, 4) !== 'jumd') {
    throw new UnreadableMediaError('damaged', where, 'a superbox has no description');
  }
  const description = asBuffer(superbox).subarray(8, size);
  const hasLabel = ((description[16] ?? 0) & 0x02) !== 0;
  const labelEnd = description.indexOf(0, 17);
  const label = hasLabel
    ? description.subarray(17, labelEnd === -1 ? undefined : labelEnd).toString('utf8')
    : '';
  return { uuid: description.subarray(0, 16).toString('hex'), label };
}

/** The label of the superbox that `bytes` begin with; undefined where they are no superbox. */
export function jumbfLabel(bytes: Uint8Array): string | undefined {
  if (bytes.length < 8 || latin1(bytes.subarray(4, 8)) !== 'jumb') return undefined;
  return describe(bytes.subarray(u32(bytes, 0, 'big') === 1 ? 16 : 8), 'jumbf').label;
}
