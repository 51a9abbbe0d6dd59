import { crc32 } from 'node:zlib';
import { join, u32be } from './bytes.ts';

/** One PNG chunk with its length and CRC (PNG 3rd edition §5.3). */
function chunk(type: string, data: Uint8Array): Buffer {
  const body = join(type, data);
  return join(u32be(data.length), body, u32be(crc32(body)));
}

/** A Latin-1 `tEXt` chunk (§11.3.3.2). */
export function textChunk(keyword: string, text: string): Buffer {
  return chunk('tEXt', join(keyword, '\0', text));
}

/** An uncompressed UTF-8 `iTXt` chunk (§11.3.3.4). */
export function internationalTextChunk(keyword: string, text: string): Buffer {
  return chunk('iTXt', join(keyword, '\0\0\0\0\0', Buffer.from(text, 'utf8')));
}

/** The same picture with these chunks right after IHDR, where writers put them. */
export function withChunks(png: Uint8Array, ...chunks: readonly Buffer[]): Buffer {
  const afterHeader = 8 + 12 + 13;
  return join(png.subarray(0, afterHeader), ...chunks, png.subarray(afterHeader));
}
