import { UnreadableMediaError } from '../domain/errors.ts';
import { u8, u32 } from './numbers.ts';

/**
 * LZ4 blocks as OpenUSD frames them (`TfFastCompression`): a count of chunks, zero where there is one that fills the rest.
 * Throws `damaged` where they do not give exactly `wholeBytes`.
 */
export function unpackLz4(packed: Uint8Array, wholeBytes: number, where: string): Uint8Array {
  const out = Buffer.alloc(wholeBytes);
  const chunks = u8(packed, 0);
  if (chunks === 0) return finish(out, unpackBlock(packed.subarray(1), out, 0, where), where);
  let [at, filled] = [1, 0];
  for (let chunk = 0; chunk < chunks; chunk++) {
    const size = u32(packed, at, 'little');
    filled = unpackBlock(packed.subarray(at + 4, at + 4 + size), out, filled, where);
    at += 4 + size;
  }
  return finish(out, filled, where);
}

function finish(out: Buffer, filled: number, where: string): Uint8Array {
  if (filled === out.length) return out;
  throw new UnreadableMediaError('damaged', where, 'its compressed data is broken');
}

/** One block (LZ4 block format 1.6): literals, then a match, until the input ends. Returns how far `out` is filled. */
function unpackBlock(block: Uint8Array, out: Buffer, from: number, where: string): number {
  let [at, to] = [0, from];
  const length = (short: number): number => {
    let value = short;
    if (short === 15) {
      for (;;) {
        const more = u8(block, at++);
        value += more;
        if (more !== 255) break;
      }
    }
    return value;
  };
  while (at < block.length) {
    const token = u8(block, at++);
    const literals = length(token >> 4);
    if (at + literals > block.length || to + literals > out.length) return finishBroken(where);
    out.set(block.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    if (at >= block.length) break;
    const back = u8(block, at) + 256 * u8(block, at + 1);
    at += 2;
    const copied = length(token & 15) + 4;
    if (back === 0 || back > to || to + copied > out.length) return finishBroken(where);
    for (let done = 0; done < copied; done++, to++) out[to] = out[to - back] ?? 0;
  }
  return to;
}

function finishBroken(where: string): never {
  throw new UnreadableMediaError('damaged', where, 'its compressed data is broken');
}
