/** Why the child made no thumbnail, by exit code. */
export const THUMBNAIL_EXIT = { format: 10, pixels: 11, damaged: 12, memory: 13 } as const;

/** Decoders the child may use, by libvips' names; all others are blocked. */
export const THUMBNAIL_LOADERS = [
  'VipsForeignLoadJpeg',
  'VipsForeignLoadPng',
  'VipsForeignLoadWebp',
  'VipsForeignLoadTiff',
  'VipsForeignLoadNsgif',
  'VipsForeignLoadHeif',
] as const;

/** What a thumbnail may cost. */
export interface ThumbnailLimits {
  readonly pixels: number;
  readonly fileBytes: number;
  readonly memoryBytes: number;
  readonly timeMs: number;
}

export const THUMBNAIL_LIMITS: ThumbnailLimits = {
  pixels: 100_000_000,
  fileBytes: 256 * 1024 * 1024,
  memoryBytes: 768 * 1024 * 1024,
  timeMs: 10_000,
};
