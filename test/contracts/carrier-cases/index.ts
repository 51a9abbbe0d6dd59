import type { Carrier } from './carrier.ts';
import { FILM_CARRIERS } from './film-carriers.ts';
import { IMAGE_CARRIERS } from './image-carriers.ts';
import { REST_CARRIERS } from './rest-carriers.ts';
import { SOUND_CARRIERS } from './sound-carriers.ts';
import { TIFF_CARRIERS } from './tiff-carriers.ts';

/** Every place of every container that can hold a mark. */
export const CARRIERS: readonly Carrier[] = [
  ...IMAGE_CARRIERS,
  ...TIFF_CARRIERS,
  ...FILM_CARRIERS,
  ...SOUND_CARRIERS,
  ...REST_CARRIERS,
];
