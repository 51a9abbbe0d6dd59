import type { Scene } from './scene.ts';

const DUSK: Scene = {
  width: 960,
  height: 540,
  sky: ['#1b2a49', '#e8965a'],
  water: ['#32506b', '#0e1d2b'],
  sun: { x: 0.4, y: 0.45, colour: '#ffd9a0' },
  boat: 0.3,
};

/** The same quay in different light, so that every picture of the sample has bytes of its own. */
export const SCENES = {
  dusk: DUSK,
  noon: { ...DUSK, sky: ['#5d9bd3', '#d8ecf7'], water: ['#4f8db0', '#1f4a63'], boat: 0.45 },
  haze: { ...DUSK, sky: ['#a9b7bd', '#efe3cf'], water: ['#8aa0a8', '#51666f'], boat: 0.12 },
  overcast: { ...DUSK, sky: ['#8f989e', '#c9cfd2'], water: ['#6c7b83', '#3a474e'], boat: 0.52 },
  night: { ...DUSK, sky: ['#05070f', '#1c2740'], water: ['#101c2b', '#04080e'], boat: 0.22 },
  fog: { ...DUSK, sky: ['#c6ccd0', '#e6e8e8'], water: ['#aeb7bb', '#7d888e'], boat: 0.6 },
  poster: { ...DUSK, width: 600, height: 900, boat: 0.4 },
  plate: { ...DUSK, width: 1280, height: 720, sky: ['#6fa4cc', '#eadfc8'], boat: 0.38 },
  secondPlate: { ...DUSK, width: 1280, height: 720, sky: ['#7fb0d2', '#f2e2bf'], boat: 0.57 },
  still: { ...DUSK, width: 1280, height: 720, sky: ['#27406b', '#f0a868'], boat: 0.34 },
} as const satisfies Record<string, Scene>;
