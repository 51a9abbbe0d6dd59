/** Kinds of deliverable; `unspecified` where none is known. */
export const DELIVERABLE_TYPES = [
  'master',
  'dcp',
  'imf',
  'stems',
  'subtitles',
  'dub',
  'trailer',
  'promo',
  'key_art',
  'stills',
  'social',
  'archive',
  'unspecified',
] as const;
export type DeliverableType = (typeof DELIVERABLE_TYPES)[number];

/** Where an export is meant to go. */
export type Destination = 'final' | 'temp';

/** What is about to leave. */
export interface Deliverable {
  readonly title: string;
  readonly type: DeliverableType;
  readonly episode: string | undefined;
  readonly territories: readonly string[];
  readonly channels: readonly string[];
  /** Which cut, where it was said: an approval may be for one cut only. */
  readonly cut?: string | undefined;
}
