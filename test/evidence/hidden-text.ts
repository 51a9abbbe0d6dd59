import { gzipSync } from 'node:zlib';
import sharp from 'sharp';

/** How a text is hidden: the word it begins with, and where its bits go. */
export type HiddenForm = 'stealth_pnginfo' | 'stealth_pngcomp' | 'stealth_rgbinfo' | 'stealth_rgbcomp';

/** A picture in memory, 8 bits a sample. */
export interface Raw {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly samples: Uint8Array;
}

/** A picture of noise over a slope, so that every PNG filter is used; opaque where it has alpha. */
export function noise(width: number, height: number, channels: 3 | 4, seed = 1): Raw {
  const samples = new Uint8Array(width * height * channels);
  let state = seed;
  for (let index = 0; index < samples.length; index += 1) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const isAlpha = channels === 4 && index % 4 === 3;
    samples[index] = isAlpha ? 255 : ((index >> 4) + (state >>> 28)) & 255;
  }
  return { width, height, channels, samples };
}

/** The message as the WebUI extension and NovelAI frame it: word, length in bits, text. */
export function message(form: string, text: string): Buffer {
  const body = form.endsWith('comp') ? gzipSync(text) : Buffer.from(text);
  return framed(form, body, body.length * 8);
}

/** A message with any body and any length told. */
export function framed(form: string, body: Uint8Array, bitLength: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bitLength);
  return Buffer.concat([Buffer.from(form, 'latin1'), length, body]);
}

/** Writes a message into the lowest bits, down each column from the left. */
export function hide(picture: Raw, channel: 'alpha' | 'rgb', bytes: Uint8Array): Raw {
  const { width, height, channels } = picture;
  const samples = Uint8Array.from(picture.samples);
  const perPixel = channel === 'alpha' ? 1 : 3;
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const pixel = Math.floor(bit / perPixel);
    const [x, y] = [Math.floor(pixel / height), pixel % height];
    if (x >= width) throw new RangeError('the message does not fit');
    const at = (y * width + x) * channels + (channel === 'alpha' ? 3 : bit % 3);
    samples[at] = ((samples[at] ?? 0) & 0xfe) | (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  }
  return { ...picture, samples };
}

/** The picture as a PNG that uses every filter. */
export async function toPng({ width, height, channels, samples }: Raw, options = {}): Promise<Buffer> {
  return sharp(samples, { raw: { width, height, channels } })
    .png({ adaptiveFiltering: true, ...options })
    .toBuffer();
}

/** The picture as a WebP. */
export async function toWebp({ width, height, channels, samples }: Raw, options = {}): Promise<Buffer> {
  return sharp(samples, { raw: { width, height, channels } })
    .webp({ lossless: true, exact: true, ...options })
    .toBuffer();
}
