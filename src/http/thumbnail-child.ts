/**
 * Makes one thumbnail and ends: a decoder of files nobody vouches for, so it runs in a process of its own.
 * Descriptor 0 is the open file, descriptor 1 takes the WebP picture; the exit code says why there is none.
 */
import { readSync, writeSync } from 'node:fs';
import sharp from 'sharp';
import { THUMBNAIL_EXIT, THUMBNAIL_LOADERS } from './thumbnail-limits.ts';

const [edge = 0, sizeBytes = 0, mostPixels = 0, memoryBytes = 0] = process.argv.slice(2).map(Number);

// Only these decoders exist from here on: no SVG, no PDF, nothing that follows a reference.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: [...THUMBNAIL_LOADERS] });
sharp.cache(false);
sharp.concurrency(1);
setInterval(() => {
  if (process.memoryUsage.rss() > memoryBytes) process.exit(THUMBNAIL_EXIT.memory);
}, 20).unref();

process.exitCode = await thumbnail(readAll());

async function thumbnail(file: Buffer): Promise<number> {
  const header = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (header === undefined) return THUMBNAIL_EXIT.format;
  const { width, height } = header;
  if (width * height > mostPixels) return THUMBNAIL_EXIT.pixels;
  const picture = await sharp(file, { limitInputPixels: mostPixels, sequentialRead: true })
    .autoOrient()
    .resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer()
    .catch(() => undefined);
  if (picture === undefined) return THUMBNAIL_EXIT.damaged;
  for (let done = 0; done < picture.length; ) done += writeSync(1, picture, done);
  return 0;
}

function readAll(): Buffer {
  const file = Buffer.alloc(sizeBytes);
  for (let done = 0; done < sizeBytes; ) {
    const count = readSync(0, file, done, sizeBytes - done, done);
    if (count === 0) break;
    done += count;
  }
  return file;
}
