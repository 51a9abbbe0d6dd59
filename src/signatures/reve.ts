import { POINTS } from '../domain/origin.ts';
import { CREATOR_TOOL } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

/** Reve names its site as the program. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'reve.creator',
    tool: 'Reve',
    about: 'reve.com named as the program that made the picture',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    field: CREATOR_TOOL,
    keyword: 'reve.com',
    value: /^(?:https?:\/\/)?(?:\w+\.)?reve\.com\b/i,
    points: POINTS.generated,
    strength: 'tool',
    matches: [[['exif.Software', 'reve.com']]],
    ignores: [[['exif.Software', 'forreve.com']]],
  },
];
