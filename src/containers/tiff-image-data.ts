import { type Entry, numbersOf, type TiffWalk } from './tiff-directory.ts';

/** In Panasonic's RW2 only. */
const PANASONIC_RAW_OFFSET = 0x0118;
/** Tags of offsets with the tags of the lengths that go with them: strips, tiles, preview. */
const PARTS: readonly (readonly [number, number])[] = [
  [0x0111, 0x0117],
  [0x0144, 0x0145],
  [0x0201, 0x0202],
];

/** Strips, tiles and previews that a directory declares must lie inside the file. */
export function checkImageData(walk: TiffWalk, entries: readonly Entry[]): void {
  const byTag = new Map(entries.map((entry) => [entry.tag, entry]));
  const panasonic = byTag.get(PANASONIC_RAW_OFFSET);
  for (const [offsetsTag, lengthsTag] of PARTS) {
    const [offsets, lengths] = [byTag.get(offsetsTag), byTag.get(lengthsTag)];
    if (offsets === undefined || lengths === undefined) continue;
    let starts = numbersOf(walk, offsets);
    // Panasonic writes all ones here and the offset in a tag of its own.
    if (starts[0] === 0xffffffff && panasonic !== undefined) starts = numbersOf(walk, panasonic);
    const sizes = numbersOf(walk, lengths);
    let end = 0;
    starts.forEach((start, index) => {
      end = Math.max(end, start + (sizes[index] ?? 0));
    });
    const beyond = end - walk.source.sizeBytes;
    if (beyond > 0)
      walk.found.problem('cut', walk.where, `image data reaches ${beyond} bytes beyond the end`);
  }
}
