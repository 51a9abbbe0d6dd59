import type { Colours } from './colours.ts';

/** Stress by terminal sequences (ECMA-48 §8.3.117), for a reader who asked for them. */
export const ansiColours: Colours = {
  strong: stress(1, 22),
  quiet: stress(2, 22),
  good: stress(32, 39),
  caution: stress(33, 39),
  bad: stress(31, 39),
};

function stress(on: number, off: number): (text: string) => string {
  return (text) => `\u001b[${on}m${text}\u001b[${off}m`;
}
