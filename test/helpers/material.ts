import { crc32 } from 'node:zlib';
import sharp from 'sharp';

const NOISE = { type: 'gaussian' as const, mean: 128, sigma: 30 };

/** A decodable PNG of noise; `seed` makes its bytes its own. */
export async function plainPng(seed: string): Promise<Buffer> {
  const png = await sharp({
    create: { width: 24, height: 16, channels: 3, background: '#456', noise: NOISE },
  })
    .png()
    .toBuffer();
  return withPngText(png, 'Comment', seed);
}

/** A decodable PNG that carries the infotext of a local image generator. */
export async function generatedPng(prompt: string): Promise<Buffer> {
  const png = await sharp({
    create: { width: 24, height: 16, channels: 3, background: '#456', noise: NOISE },
  })
    .png()
    .toBuffer();
  const infotext = `${prompt}\nNegative prompt: text\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 42, Size: 24x16, Model: demo`;
  return withPngText(png, 'parameters', infotext);
}

/** A decodable JPEG with a camera's EXIF bundle. */
export async function cameraJpeg(): Promise<Buffer> {
  return sharp({ create: { width: 160, height: 120, channels: 3, background: '#654', noise: NOISE } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Canon', Model: 'Canon EOS R5' },
      IFD2: {
        ExposureTime: '1/50',
        FNumber: '28/10',
        ISOSpeedRatings: '800',
        FocalLength: '50/1',
        DateTimeOriginal: '2026:05:04 10:11:12',
      },
    })
    .toBuffer();
}

/** The PNG with a `tEXt` chunk after its header. */
export function withPngText(png: Buffer, keyword: string, text: string): Buffer {
  const body = Buffer.concat([Buffer.from('tEXt'), Buffer.from(`${keyword}\0${text}`, 'latin1')]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  const headerEnd = 8 + 25;
  return Buffer.concat([png.subarray(0, headerEnd), length, body, sum, png.subarray(headerEnd)]);
}

/** A tenth of a second of silence, as a WAV file; `seed` makes its bytes its own. */
export function wav(seed: number): Buffer {
  const samples = Buffer.alloc(960, seed);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(4_800, 24);
  head.writeUInt32LE(9_600, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
