import { POINTS } from '../domain/origin.ts';
import { MAKE } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

/** Ideogram writes its name where cameras write theirs. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'ideogram.make',
    tool: 'Ideogram',
    about: 'Ideogram where a camera maker would stand',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    field: MAKE,
    keyword: 'ideogram ai',
    value: /^Ideogram AI\s*$/i,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['exif.Make', 'Ideogram AI']]],
    ignores: [[['exif.Make', 'Ideogram Cameras']]],
  },
];
