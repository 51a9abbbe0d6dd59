import { randomFillSync } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** Files of `sizeBytes` of random bytes. */
export function makeLargeFiles(dir: string, count: number, sizeBytes: number): string[] {
  const block = randomFillSync(Buffer.alloc(8 << 20));
  return Array.from({ length: count }, (_, index) => {
    const path = join(dir, `clip_${String(index).padStart(3, '0')}.mov`);
    const fd = openSync(path, 'w');
    for (let written = 0; written < sizeBytes; written += block.length) {
      block.writeUInt32LE(index * 100_000 + written / block.length, 0);
      writeSync(fd, block, 0, Math.min(block.length, sizeBytes - written));
    }
    closeSync(fd);
    return path;
  });
}

/** `count` JPEGs of about 120 kB with camera EXIF and `count` PNGs with text, every one different. */
export async function makeStills(dir: string, count: number): Promise<void> {
  const jpeg = await cameraJpeg();
  const png = await textPng();
  for (let index = 0; index < count; index++) {
    const folder = join(dir, `reel_${String(Math.floor(index / 500)).padStart(3, '0')}`);
    if (index % 500 === 0) mkdirSync(folder, { recursive: true });
    const number = String(index).padStart(6, '0');
    writeFileSync(join(folder, `still_${number}.jpg`), withComment(jpeg, number));
    writeFileSync(
      join(folder, `board_${number}.png`),
      withText(png, `board ${number} for scene ${index % 97}`),
    );
  }
}

/** `count` tiny text files, `perFolder` to a folder. */
export function makeTinyFiles(dir: string, count: number, perFolder = 500): void {
  for (let index = 0; index < count; index++) {
    const folder = join(dir, `f${String(Math.floor(index / perFolder)).padStart(4, '0')}`);
    if (index % perFolder === 0) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `n${String(index).padStart(6, '0')}.txt`), `note ${index}\n`);
  }
}

async function cameraJpeg(): Promise<Buffer> {
  const noise = {
    create: {
      width: 640,
      height: 420,
      channels: 3 as const,
      background: '#456',
      noise: { type: 'gaussian' as const, mean: 128, sigma: 40 },
    },
  };
  return sharp(noise)
    .jpeg({ quality: 82 })
    .withExif({
      IFD0: { Make: 'Canon', Model: 'Canon EOS R5' },
      IFD2: {
        ExposureTime: '1/50',
        FNumber: '28/10',
        ISOSpeedRatings: '800',
        DateTimeOriginal: '2026:05:04 10:11:12',
        FocalLength: '50/1',
      },
    })
    .toBuffer();
}

async function textPng(): Promise<Buffer> {
  const noise = {
    create: {
      width: 180,
      height: 120,
      channels: 3 as const,
      background: '#456',
      noise: { type: 'gaussian' as const, mean: 128, sigma: 30 },
    },
  };
  return sharp(noise).png().toBuffer();
}

/** The JPEG with a comment segment right after its start. */
function withComment(jpeg: Buffer, text: string): Buffer {
  const comment = Buffer.from(text);
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, comment, jpeg.subarray(2)]);
}

/** The PNG with a `tEXt` chunk after its header. */
function withText(png: Buffer, text: string): Buffer {
  const body = Buffer.concat([Buffer.from('tEXt'), Buffer.from(`Comment\0${text}`)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), chunk.length - 4);
  const headerEnd = 8 + 25;
  return Buffer.concat([png.subarray(0, headerEnd), chunk, png.subarray(headerEnd)]);
}
