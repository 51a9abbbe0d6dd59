import { POINTS } from '../domain/origin.ts';
import { CREATOR_TOOL, MAKE } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/wiltodelta/remove-ai-watermarks';

/** Aphrodite AI names itself as maker or as program. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'aphrodite.make',
    tool: 'Aphrodite AI',
    about: 'Aphrodite AI where a camera maker would stand',
    source: SOURCE,
    field: MAKE,
    keyword: 'aphrodite ai',
    value: /^Aphrodite AI\b/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['exif.Make', 'Aphrodite AI']]],
    ignores: [[['exif.Make', 'Aphrodite Aircraft']]],
  },
  {
    id: 'aphrodite.software',
    tool: 'Aphrodite AI',
    about: 'Aphrodite AI named as the program that made the picture',
    source: SOURCE,
    field: CREATOR_TOOL,
    keyword: 'aphrodite ai',
    value: /^Aphrodite AI\b/,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['exif.Software', 'Aphrodite AI']]],
    ignores: [[['exif.Software', 'Aphrodite Airbrush']]],
  },
];
